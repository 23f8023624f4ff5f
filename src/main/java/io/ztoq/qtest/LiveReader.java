package io.ztoq.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import io.ztoq.call.ApiAnswer;
import io.ztoq.call.ApiRequest;
import io.ztoq.call.Door;
import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.failure.TransientFailure;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads what stands in a qTest project, in list pages where there are lists. Pages count from 1;
 * the caller goes on until a page is empty or shows nothing new, since qTest may make pages smaller
 * than asked for. Changes nothing. Thread-safe.
 */
public final class LiveReader {

  /** Largest pageSize of page objects and search (api-contract 2.2). */
  private static final int MOST_PER_PAGE = 999;

  private final Door door;
  private final String base;
  private final int pageSize;

  /**
   * @param door to qTest
   * @param pageSize rows to ask for
   */
  public LiveReader(Door door, long projectId, int pageSize) {
    this.door = door;
    this.base = "/api/v3/projects/" + projectId;
    this.pageSize = Math.min(pageSize, MOST_PER_PAGE);
  }

  /** Modules directly below a module, or at the top level. */
  public List<LiveNode> modules(@Nullable Long parentId) {
    return array(get("/modules").with("parentId", parentId), LiveShapes::node);
  }

  /** Cycles directly below a root, release or cycle. */
  public List<LiveNode> cycles(String parentType, long parentId, int page) {
    return array(
        below(get("/test-cycles"), parentType, parentId)
            .with("page", page)
            .with("pageSize", pageSize),
        LiveShapes::node);
  }

  /** Suites directly below a root, release or cycle. */
  public List<LiveNode> suites(String parentType, long parentId) {
    return array(below(get("/test-suites"), parentType, parentId), LiveShapes::node);
  }

  /** Cases directly in a module, with steps. */
  public List<LiveCase> cases(long moduleId, int page) {
    return array(
        get("/test-cases")
            .with("parentId", moduleId)
            .with("page", page)
            .with("size", pageSize)
            .with("expandSteps", true),
        LiveShapes::testCase);
  }

  public Optional<LiveCase> testCase(long id) {
    return one("/test-cases/{id}", id, "expand", "teststep").map(LiveShapes::testCase);
  }

  public Optional<LiveNode> node(String collection, long id) {
    return one("/" + collection + "/{id}", id, "", "").map(LiveShapes::node);
  }

  public Optional<LiveRun> run(long id) {
    return one("/test-runs/{id}", id, "", "").map(LiveShapes::run);
  }

  /** Runs directly in a cycle or suite. */
  public LivePage<LiveRun> runs(String parentType, long parentId, int page) {
    return page(below(paged("/test-runs", page), parentType, parentId), LiveShapes::run);
  }

  /** Logs of a run. */
  public LivePage<LiveLog> logs(long runId, int page) {
    ApiRequest request =
        ApiRequest.get(base + "/test-runs/" + runId + "/test-logs", "/test-runs/{id}/test-logs");
    return page(
        request.with("page", page).with("pageSize", pageSize), log -> LiveShapes.log(log, runId));
  }

  /**
   * All logs of the project that the search knows; empty when the search refuses or its answer was
   * lost.
   */
  public Optional<LivePage<LiveLog>> searchLogs(int page) {
    return search("test-logs", "'Execution End Date' is 'not empty'", page)
        .map(found -> pageOf(found, log -> LiveShapes.log(log, null)));
  }

  /** Cases with a value in a field, wherever they are. */
  public Optional<LivePage<LiveCase>> searchCases(String field, int page) {
    return search("test-cases", notEmpty(field), page)
        .map(found -> pageOf(found, LiveShapes::testCase));
  }

  /** Runs with a value in a field, wherever they are. */
  public Optional<LivePage<LiveRun>> searchRuns(String field, int page) {
    return search("test-runs", notEmpty(field), page).map(found -> pageOf(found, LiveShapes::run));
  }

  /**
   * Files of many objects.
   *
   * @param type test-cases, test-steps or test-logs
   */
  public LivePage<LiveAttachment> attachments(String type, Collection<Long> ownerIds, int page) {
    String ids = ownerIds.stream().map(String::valueOf).collect(Collectors.joining(","));
    return page(
        paged("/attachments", page).with("type", type).with("ids", ids), LiveShapes::attachment);
  }

  /** Files of one object. */
  public List<LiveAttachment> attachmentsOf(String type, long ownerId) {
    return array(
        ApiRequest.get(
            base + "/" + type + "/" + ownerId + "/attachments", "/" + type + "/{id}/attachments"),
        LiveShapes::attachment);
  }

  /** Fields of test-cases, test-runs or test-suites. */
  public List<LiveField> fields(String objectType) {
    return array(get("/settings/" + objectType + "/fields"), LiveShapes::field);
  }

  /**
   * Name of the execution status that a step without a result has; empty when qTest does not say.
   */
  public String defaultStatus() {
    for (Optional<String> name :
        array(
            get("/test-runs/execution-statuses"),
            status ->
                status.path("is_default").asBoolean()
                    ? Optional.of(status.path("name").asText())
                    : Optional.<String>empty())) {
      if (name.isPresent()) {
        return name.get();
      }
    }
    return "";
  }

  private static String notEmpty(String field) {
    return "'" + field + "' is 'not empty'";
  }

  private Optional<JsonNode> search(String objectType, String query, int page) {
    String body =
        QTestJson.object()
            .put("object_type", objectType)
            .put("query", query)
            .set("fields", QTestJson.array().add("*"))
            .toString();
    ApiRequest request =
        ApiRequest.send("POST", base + "/search", "/search", body)
            .with("page", page)
            .with("pageSize", MOST_PER_PAGE);
    ApiAnswer answer = door.call(request);
    // a search changes nothing, so a lost one may be asked again
    for (int again = 0; again < 3 && (answer.lost() || answer.status() >= 500); again++) {
      answer = door.call(request);
    }
    return answer.ok() ? Optional.of(parse(request, answer)) : Optional.empty();
  }

  private ApiRequest get(String path) {
    return ApiRequest.get(base + path, path);
  }

  private ApiRequest paged(String path, int page) {
    return get(path).with("page", page).with("pageSize", pageSize);
  }

  private static ApiRequest below(ApiRequest request, String parentType, long parentId) {
    return request.with("parentId", parentId).with("parentType", parentType);
  }

  private Optional<JsonNode> one(String template, long id, String option, String value) {
    ApiRequest request =
        ApiRequest.get(base + template.replace("{id}", String.valueOf(id)), template);
    request = option.isEmpty() ? request : request.with(option, value);
    ApiAnswer answer = door.call(request);
    return answer.status() == 404 ? Optional.empty() : Optional.of(parse(request, answer));
  }

  private <T> List<T> array(ApiRequest request, Function<JsonNode, T> shape) {
    return page(request, shape).items();
  }

  /**
   * A list below an object that is gone is empty; whoever misses its members reads them one by one.
   */
  private <T> LivePage<T> page(ApiRequest request, Function<JsonNode, T> shape) {
    ApiAnswer answer = door.call(request);
    boolean parentGone = answer.status() == 404 || answer.status() == 400;
    return parentGone ? new LivePage<>(List.of(), 0L) : pageOf(parse(request, answer), shape);
  }

  private static <T> LivePage<T> pageOf(JsonNode json, Function<JsonNode, T> shape) {
    JsonNode items = json.isArray() ? json : json.path("items");
    return new LivePage<>(
        LiveShapes.list(items, shape),
        json.path("total").canConvertToLong() ? json.path("total").asLong() : null);
  }

  private static JsonNode parse(ApiRequest request, ApiAnswer answer) {
    if (!answer.ok()) {
      throw new RunStopped(
          ExitCode.UNREACHABLE,
          "QTS-041",
          "qTest answered %d to %s while reading back; check that the token may read the project, then run validate again"
              .formatted(answer.status(), request.name()));
    }
    JsonNode json = answer.json();
    if (json == null) {
      throw new TransientFailure(
          "QTS-042", "the answer to %s is no JSON; run validate again".formatted(request.name()));
    }
    return json;
  }
}
