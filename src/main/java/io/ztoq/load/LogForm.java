package io.ztoq.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ztoq.call.ApiRequest;
import io.ztoq.failure.RecordRejected;
import io.ztoq.qtest.ExecutionBodies;
import io.ztoq.qtest.LiveView;
import io.ztoq.qtest.LogDocument;
import io.ztoq.qtest.LogSteps;
import io.ztoq.qtest.QTestJson;
import io.ztoq.qtest.QTestLists.Paging;
import io.ztoq.qtest.StepTree.FlatStep;
import io.ztoq.store.Target;
import io.ztoq.store.TargetKind;
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
    List<Integer> positions = positions(document, live);
    for (LogDocument.StepLog result : document.stepLogs()) {
      if (!positions.contains(result.position())) {
        throw missing(
            object,
            document,
            "no result of step %d in this log, and takes none into a log that was written"
                .formatted(result.position()));
      }
    }
    return ExecutionBodies.logChange(document, loading.target().catalogue(), live, positions);
  }

  /** Positions of the step results that a log shows, in their order. */
  private List<Integer> positions(LogDocument document, JsonNode live) {
    List<FlatStep> known =
        loading.ledger().target(TargetKind.TEST_CASE, document.caseKey()).stream()
            .flatMap(testCase -> steps.of(testCase.id()).stream())
            .map(
                step ->
                    new FlatStep(
                        step.position(),
                        step.ownPosition(),
                        step.stepId(),
                        step.calledCaseId(),
                        step.parentStepId()))
            .toList();
    return LogSteps.positions(live, known, document);
  }

  /**
   * The step result of a position in a log.
   *
   * @return empty when the log has none
   */
  Optional<JsonNode> stepLog(LogDocument document, JsonNode live, int position) {
    int place = positions(document, live).indexOf(position);
    return place < 0 ? Optional.empty() : Optional.of(live.path("test_step_logs").path(place));
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
