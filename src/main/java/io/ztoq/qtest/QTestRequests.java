package io.ztoq.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import io.ztoq.call.ApiRequest;
import org.jspecify.annotations.Nullable;

/** The requests to one qTest project; paths and parameters are from api-contract.md part 2. */
public final class QTestRequests {

  private static final String PROJECT = "/api/v3/projects/{project}";

  private final String project;

  public QTestRequests(long projectId) {
    this.project = "/api/v3/projects/" + projectId;
  }

  /** What is executed or hangs below what; the words of {@code parentType}. */
  public record Place(long parentId, String parentType) {
    public static final Place ROOT = new Place(0, "root");
  }

  public ApiRequest project() {
    return ApiRequest.get(project, PROJECT);
  }

  /** A list or object below the project, e.g. {@code user-profiles/current}. */
  public ApiRequest get(String name) {
    return ApiRequest.get(project + "/" + name, PROJECT + "/" + name);
  }

  public ApiRequest list(String type) {
    return get(type);
  }

  /** A list that hangs below a place of the execution tree. */
  public ApiRequest list(String type, Place place) {
    return get(type).with("parentId", place.parentId()).with("parentType", place.parentType());
  }

  public ApiRequest read(String type, long id) {
    return ApiRequest.get(project + "/" + type + "/" + id, PROJECT + "/" + type + "/{id}");
  }

  /**
   * All objects of a type that have a value in a field, wherever they are (api-contract 2.10); not
   * for modules.
   */
  public ApiRequest searchFilled(String type, String field) {
    return search(type, "'" + field + "' is 'not empty'");
  }

  /** All results whose note has a text (api-contract 2.10). */
  public ApiRequest searchNoted(String text) {
    return search("test-logs", "'note' ~ '" + text + "'");
  }

  private ApiRequest search(String type, String query) {
    JsonNode body =
        QTestJson.object()
            .put("object_type", type)
            .put("query", query)
            .set("fields", QTestJson.array().add("*"));
    return send("POST", "/search", "/search", body).reading();
  }

  public ApiRequest create(String type, JsonNode body) {
    return send("POST", "/" + type, "/" + type, body);
  }

  public ApiRequest create(String type, Place place, JsonNode body) {
    return create(type, body)
        .with("parentId", place.parentId())
        .with("parentType", place.parentType());
  }

  public ApiRequest change(String type, long id, JsonNode body) {
    return send("PUT", "/" + type + "/" + id, "/" + type + "/{id}", body);
  }

  /**
   * Moves only: qTest ignores the body when parent parameters are given (trap 17); the name is
   * there because it must be.
   */
  public ApiRequest move(String type, long id, String name, Place place) {
    ApiRequest request = change(type, id, QTestJson.object().put("name", name));
    return request.with("parentId", place.parentId()).with("parentType", place.parentType());
  }

  /** Modules know no parent type. */
  public ApiRequest moveModule(long id, String name, @Nullable Long parentId) {
    return change("modules", id, QTestJson.object().put("name", name)).with("parentId", parentId);
  }

  public ApiRequest approve(long caseId) {
    return ApiRequest.empty(
        "PUT",
        project + "/test-cases/" + caseId + "/approve",
        PROJECT + "/test-cases/{id}/approve",
        false,
        true);
  }

  /** Steps of a version with the steps of called cases below their call steps. */
  public ApiRequest expandedSteps(long caseId, long versionId) {
    return ApiRequest.get(
            project + "/test-cases/" + caseId + "/versions/" + versionId + "/test-steps",
            PROJECT + "/test-cases/{id}/versions/{version}/test-steps")
        .with("expand", "calledteststep");
  }

  public ApiRequest logs(long runId) {
    return ApiRequest.get(
        project + "/test-runs/" + runId + "/test-logs", PROJECT + "/test-runs/{id}/test-logs");
  }

  public ApiRequest log(long runId, long logId) {
    return ApiRequest.get(
        project + "/test-runs/" + runId + "/test-logs/" + logId,
        PROJECT + "/test-runs/{id}/test-logs/{log}");
  }

  public ApiRequest createLog(long runId, JsonNode body) {
    return send("POST", "/test-runs/" + runId + "/test-logs", "/test-runs/{id}/test-logs", body);
  }

  public ApiRequest changeLog(long runId, long logId, JsonNode body) {
    return send(
        "PUT",
        "/test-runs/" + runId + "/test-logs/" + logId,
        "/test-runs/{id}/test-logs/{log}",
        body);
  }

  public ApiRequest attachments(String type, long ownerId) {
    return ApiRequest.get(
        project + "/" + type + "/" + ownerId + "/attachments",
        PROJECT + "/" + type + "/{id}/attachments");
  }

  /**
   * Raw bytes, to be added by {@link ApiRequest#withBodyFile}; the name is percent-encoded UTF-8
   * (RFC 3986).
   */
  public ApiRequest upload(String type, long ownerId, String fileName) {
    return ApiRequest.post(
            project + "/" + type + "/" + ownerId + "/blob-handles",
            PROJECT + "/" + type + "/{id}/blob-handles")
        .withHeader("File-Name", ApiRequest.encoded(fileName));
  }

  public ApiRequest deleteAttachment(String type, long ownerId, long attachmentId) {
    return ApiRequest.delete(
        project + "/" + type + "/" + ownerId + "/blob-handles/" + attachmentId,
        PROJECT + "/" + type + "/{id}/blob-handles/{blob}");
  }

  public ApiRequest fields(String objectType) {
    return ApiRequest.get(
        project + "/settings/" + objectType + "/fields",
        PROJECT + "/settings/" + objectType + "/fields");
  }

  public ApiRequest createField(String objectType, JsonNode body) {
    String path = "/settings/" + objectType + "/fields";
    return send("POST", path, path, body);
  }

  /** At most 100 options per call (trap 19). */
  public ApiRequest addOptions(String objectType, long fieldId, JsonNode options) {
    String path = "/settings/" + objectType + "/fields/";
    return send(
        "POST", path + fieldId + "/allowed-values", path + "{field}/allowed-values", options);
  }

  private ApiRequest send(String method, String path, String template, JsonNode body) {
    return ApiRequest.send(method, project + path, PROJECT + template, QTestJson.write(body));
  }
}
