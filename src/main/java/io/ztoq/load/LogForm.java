package io.ztoq.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ztoq.call.ApiRequest;
import io.ztoq.failure.RecordRejected;
import io.ztoq.qtest.ExecutionBodies;
import io.ztoq.qtest.LiveView;
import io.ztoq.qtest.LogDocument;
import io.ztoq.qtest.QTestJson;
import io.ztoq.qtest.QTestLists.Paging;
import io.ztoq.store.Target;
import io.ztoq.store.TargetObject;
import io.ztoq.store.TargetSteps;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Test logs: below their run, marker at the end of the note, bound to the version whose step ids
 * they use.
 */
final class LogForm implements ChangeableForm {

  private final Loading loading;
  private final TargetSteps steps;

  LogForm(Loading loading, TargetSteps steps) {
    this.loading = loading;
    this.steps = steps;
  }

  static LogDocument document(TargetObject object) {
    return QTestJson.document(object.document(), LogDocument.class);
  }

  private static long runId(TargetObject object) {
    return Targets.parent(object).targetId();
  }

  /**
   * @throws RecordRejected (LOD-009) when the case has no such step in qTest, or was never read
   *     there
   */
  @Override
  public ApiRequest create(TargetObject object) {
    LogDocument document = document(object);
    Target testCase = Targets.testCase(loading, object, document.caseKey());
    Long version = testCase.versionId();
    if (version == null) {
      throw missing(object, document, "no version that was read");
    }
    Map<Integer, TargetSteps.Step> byPosition = new HashMap<>();
    if (!document.stepLogs().isEmpty()) {
      steps.of(testCase.id()).forEach(step -> putPosition(byPosition, step));
    }
    return loading
        .requests()
        .createLog(
            runId(object),
            ExecutionBodies.log(
                document,
                loading.target().catalogue(),
                version,
                position -> stepId(object, document, byPosition.get(position), position)));
  }

  private static void putPosition(
      Map<Integer, TargetSteps.Step> byPosition, TargetSteps.Step step) {
    if (step.position() != null) {
      byPosition.put(step.position(), step);
    }
  }

  private static ObjectNode stepId(
      TargetObject object, LogDocument document, TargetSteps.@Nullable Step step, int position) {
    if (step == null) {
      throw missing(object, document, "no step " + position);
    }
    ObjectNode id = QTestJson.object().put("test_step_id", step.stepId());
    if (step.parentStepId() != null) {
      id.put("called_test_case_id", step.calledCaseId())
          .put("parent_test_step_id", step.parentStepId());
    }
    return id;
  }

  private static RecordRejected missing(TargetObject object, LogDocument document, String what) {
    return new RecordRejected(
        "LOD-009",
        "%s: test case %s has %s in qTest; somebody changed it there, undo that or leave this log out"
            .formatted(object.display(), document.caseKey(), what));
  }

  @Override
  public ApiRequest siblings(TargetObject object) {
    return loading.requests().logs(runId(object));
  }

  @Override
  public Paging paging() {
    return Paging.PAGE_SIZE;
  }

  @Override
  public boolean isIt(TargetObject object, JsonNode row) {
    return LiveView.endsWith(row.path("note").textValue(), document(object).marker());
  }

  @Override
  public ApiRequest read(TargetObject object) {
    return loading.requests().log(runId(object), Targets.id(object));
  }

  /** Version and step order of a log are frozen, so those of the live log are sent again. */
  @Override
  public JsonNode body(TargetObject object, JsonNode live) {
    LogDocument document = document(object);
    List<JsonNode> before = QTestJson.rows(live.path("test_step_logs"));
    Map<Integer, JsonNode> byPosition = byPosition(document, before);
    return ExecutionBodies.log(
        document,
        loading.target().catalogue(),
        live.path("test_case_version_id").asLong(),
        position -> sameStep(object, document, byPosition.get(position), position));
  }

  /** qTest may show all steps of the version, or only those that have a result. */
  static Map<Integer, JsonNode> byPosition(LogDocument document, List<JsonNode> before) {
    boolean onlyResults = before.size() == document.stepLogs().size();
    Map<Integer, JsonNode> found = new HashMap<>();
    for (int i = 0; i < before.size(); i++) {
      found.put(onlyResults ? document.stepLogs().get(i).position() : i + 1, before.get(i));
    }
    return found;
  }

  private static ObjectNode sameStep(
      TargetObject object, LogDocument document, @Nullable JsonNode stepLog, int position) {
    if (stepLog == null) {
      throw missing(object, document, "no result of step %d in this log".formatted(position));
    }
    ObjectNode id = QTestJson.object();
    for (String name :
        List.of("test_step_id", "test_step_log_id", "called_test_case_id", "parent_test_step_id")) {
      if (stepLog.path(name).asLong(0) > 0) {
        id.put(name, stepLog.path(name).asLong());
      }
    }
    return id;
  }

  @Override
  public ApiRequest change(TargetObject object, JsonNode body) {
    return loading.requests().changeLog(runId(object), Targets.id(object), body);
  }

  @Override
  public Optional<ApiRequest> move(TargetObject object, JsonNode live) {
    return Optional.empty();
  }

  @Override
  public LiveView view() {
    return new LiveView(List.of());
  }

  @Override
  public @Nullable String digest(JsonNode live) {
    return live.has("note")
            && live.has("status")
            && live.has("exe_end_date")
            && live.has("test_step_logs")
        ? view().digest(live)
        : null;
  }
}
