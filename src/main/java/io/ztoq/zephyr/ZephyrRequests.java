package io.ztoq.zephyr;

import io.ztoq.call.ApiRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The requests of a full extraction. Source: api-contract 1.2, 1.3, 1.5, 1.6, read 2026-11. */
public final class ZephyrRequests {

  /** Largest row number that the plain lists accept. */
  public static final long MOST_START_AT = 1_000_000;

  /** Steps a page may have according to the prose of the documentation. */
  private static final int STEPS_PER_PAGE = 100;

  private static final int ROWS_PER_PAGE = 1000;

  private ZephyrRequests() {}

  public static ApiRequest project(String projectKey) {
    return ApiRequest.get("/projects/" + ApiRequest.encoded(projectKey), "/projects/{key}");
  }

  /** A page by row number, from 0. */
  public static ApiRequest offsetPage(ZephyrList list, String projectKey, long startAt, int size) {
    return filtered(list, list.path(), projectKey)
        .with("startAt", startAt)
        .with("maxResults", size);
  }

  /**
   * A page by cursor.
   *
   * @param updatedAfter only rows changed after it; null for all
   */
  public static ApiRequest cursorPage(
      ZephyrList list,
      String projectKey,
      long startAtId,
      int size,
      @Nullable Instant updatedAfter) {
    return filtered(list, list.path() + "/nextgen", projectKey)
        .with("startAtId", startAtId)
        .with("limit", size)
        .with(
            "updatedAfter",
            updatedAfter == null ? null : updatedAfter.truncatedTo(ChronoUnit.SECONDS));
  }

  /** One value of a reference list by its number. */
  public static ApiRequest single(ZephyrList list, long id) {
    return ApiRequest.get(list.path() + "/" + id, list.path() + "/{id}");
  }

  /** The object itself, to see whether it is (still) there. */
  public static ApiRequest object(ZephyrList list, String idOrKey) {
    return ApiRequest.get(list.path() + "/" + ApiRequest.encoded(idOrKey), list.path() + "/{key}");
  }

  public static ApiRequest caseSteps(String caseKey, long startAt) {
    return below(ZephyrList.TEST_CASE, caseKey, "teststeps")
        .with("startAt", startAt)
        .with("maxResults", STEPS_PER_PAGE);
  }

  public static ApiRequest caseScript(String caseKey) {
    return below(ZephyrList.TEST_CASE, caseKey, "testscript");
  }

  public static ApiRequest caseVersions(String caseKey, long startAt) {
    return below(ZephyrList.TEST_CASE, caseKey, "versions")
        .with("startAt", startAt)
        .with("maxResults", ROWS_PER_PAGE);
  }

  public static ApiRequest executionSteps(long executionId, long startAt) {
    return below(ZephyrList.TEST_EXECUTION, Long.toString(executionId), "teststeps")
        .with("startAt", startAt)
        .with("maxResults", STEPS_PER_PAGE);
  }

  /** Plans have no such request: their links come inside the plan. */
  public static ApiRequest links(ZephyrList list, String idOrKey) {
    return below(list, idOrKey, "links");
  }

  public static ApiRequest attachments(ZephyrList list, String idOrKey) {
    return below(list, idOrKey, "attachments");
  }

  public static ApiRequest attachment(ZephyrList list, String idOrKey, long attachmentId) {
    return part(attachments(list, idOrKey), attachmentId, "attachmentId");
  }

  public static ApiRequest stepAttachments(ZephyrList list, String idOrKey, long stepId) {
    ApiRequest step = part(below(list, idOrKey, "teststeps"), stepId, "stepId");
    return ApiRequest.get(step.path() + "/attachments", step.template() + "/attachments");
  }

  public static ApiRequest stepAttachment(
      ZephyrList list, String idOrKey, long stepId, long attachmentId) {
    return part(stepAttachments(list, idOrKey, stepId), attachmentId, "attachmentId");
  }

  private static ApiRequest filtered(ZephyrList list, String path, String projectKey) {
    ApiRequest request = ApiRequest.get(path, path).with("projectKey", projectKey);
    return list.filter() == null ? request : request.with(list.filter(), list.filterValue());
  }

  private static ApiRequest below(ZephyrList list, String idOrKey, String part) {
    return ApiRequest.get(
        list.path() + "/" + ApiRequest.encoded(idOrKey) + "/" + part,
        list.path() + "/{key}/" + part);
  }

  private static ApiRequest part(ApiRequest request, long id, String name) {
    return ApiRequest.get(request.path() + "/" + id, request.template() + "/{" + name + "}");
  }
}
