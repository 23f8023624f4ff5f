package io.ztoq.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.ztoq.call.ApiRequest;
import io.ztoq.load.LoadCounts.Outcome;
import io.ztoq.qtest.QTestLists.Paging;
import io.ztoq.qtest.StepTree;
import io.ztoq.store.Target;
import io.ztoq.store.TargetObject;
import io.ztoq.store.TargetSteps;
import io.ztoq.store.TargetSteps.CaseReading;
import io.ztoq.store.TargetSteps.Step;
import io.ztoq.store.Written;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Handler;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Reads the current version and step ids of all cases of a module by one list, so that logs can be
 * bound to them; only cases that call others cost a call of their own.
 */
public final class ReadTestStepsStep {

  /** Cases kept per transaction. */
  private static final int BATCH = 200;

  private final Loading loading;
  private final TargetSteps steps;

  ReadTestStepsStep(Loading loading, TargetSteps steps) {
    this.loading = loading;
    this.steps = steps;
  }

  @Handler
  public void read(@Variable("object") TargetObject object) {
    TargetObject.Parent module = Targets.parent(object);
    Map<Long, Target> expected = new HashMap<>();
    steps.casesOf(module.id()).forEach(one -> expected.put(one.targetId(), one));
    List<CaseReading> readings = new ArrayList<>();
    if (!expected.isEmpty()) {
      loading
          .lists()
          .each(
              list(module),
              Paging.SIZE,
              live -> {
                if (version(live) != 0) {
                  keep(expected.remove(live.path("id").asLong()), live, readings);
                }
                return expected.isEmpty();
              });
    }
    readOneByOne(expected, readings);
    steps.keep(readings);
    loading.ledger().written(object, Written.NOTHING_NEW);
    loading.counts().add(object.kind(), Outcome.DONE);
  }

  private ApiRequest list(TargetObject.Parent module) {
    return loading
        .requests()
        .get(CaseForm.TYPE)
        .with("parentId", module.targetId())
        .with("expandProps", true)
        .with("expandSteps", true);
  }

  /**
   * Cases that somebody moved to another module, or whose version the list does not show; those
   * deleted in qTest keep no steps, their logs will say so.
   */
  private void readOneByOne(Map<Long, Target> missing, List<CaseReading> readings) {
    for (Target one : missing.values()) {
      ApiRequest read =
          loading.requests().read(CaseForm.TYPE, one.targetId()).with("expand", "teststep");
      loading
          .lists()
          .find(read)
          .filter(live -> version(live) != 0)
          .ifPresentOrElse(
              live -> keep(one, live, readings),
              () -> readings.add(new CaseReading(one.id(), null, null, null, List.of())));
    }
  }

  /** 0 when it is not shown. */
  private static long version(JsonNode live) {
    return live.path("test_case_version_id").asLong(0);
  }

  private void keep(@Nullable Target testCase, JsonNode live, List<CaseReading> readings) {
    if (testCase == null) {
      return;
    }
    long version = version(live);
    JsonNode own = live.path("test_steps");
    JsonNode tree = own;
    if (StepTree.hasCalls(own)) {
      tree = loading.lists().one(loading.requests().expandedSteps(testCase.targetId(), version));
    }
    List<Step> flat =
        StepTree.flatten(own, tree).stream()
            .map(
                step ->
                    new Step(
                        step.position(),
                        step.ownPosition(),
                        step.id(),
                        step.calledCaseId(),
                        step.parentId()))
            .toList();
    String digest = loading.target().catalogue().view(CaseForm.TYPE).digest(live);
    readings.add(
        new CaseReading(testCase.id(), version, live.path("version").asText(), digest, flat));
    if (readings.size() >= BATCH) {
      steps.keep(List.copyOf(readings));
      readings.clear();
    }
  }
}
