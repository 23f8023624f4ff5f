package io.ztoq.flow.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Test runs: one per cycle, case and environment, below its cycle, of the latest version of its
 * case.
 */
final class CompareRuns {

  private final ExpectedProject expected;
  private final Rules rules;
  private final Differences differences;
  private final boolean fresh;

  /**
   * @param fresh whether everything was migrated in one go, so that every run is of the latest
   *     version
   */
  CompareRuns(ExpectedProject expected, Rules rules, Differences differences, boolean fresh) {
    this.expected = expected;
    this.rules = rules;
    this.differences = differences;
    this.fresh = fresh;
  }

  /**
   * @return each run by its key
   */
  Map<String, TargetObject> compare(
      QTestProject target,
      List<TargetObject> made,
      Map<Long, String> cycles,
      Map<String, TargetObject> cases) {
    Map<String, TargetObject> byKey = new HashMap<>();
    for (TargetObject run : made) {
      String key = QTestProject.seen(target.runFields(), run, "Zephyr Key");
      String what = "run " + run.id() + " \"" + run.name() + '"';
      differences.holds(expected.runs().containsKey(key), what, "existence", "not there", key);
      differences.holds(byKey.put(key, run) == null, what, "existence", "once", key);
    }
    for (ExpectedRun wanted : expected.runs().values()) {
      TargetObject run = byKey.get(wanted.key());
      String what = "run " + wanted.key();
      differences.holds(run != null || wanted.isOptional(), what, "existence", "there", "missing");
      if (run != null) {
        compare(what, wanted, run, cycles, cases.get(wanted.caseKey()));
        String environment = QTestProject.seen(target.runFields(), run, "Zephyr Environment");
        differences.same(what, "field Zephyr Environment", wanted.environment(), environment);
        compareFields(what, wanted, run, target.runFields());
      }
    }
    return byKey;
  }

  /** A run has one value of each field: that of its latest execution. */
  private void compareFields(
      String what, ExpectedRun wanted, TargetObject run, List<TargetField> fields) {
    JsonNode latest =
        wanted.executions().stream()
            .max(ExpectedProject.OLDEST_FIRST)
            .orElseThrow()
            .row()
            .path("customFields");
    rules
        .executionFields()
        .forEach(
            (name, label) ->
                differences.same(
                    what,
                    "field " + label,
                    latest.path(name).asText(""),
                    QTestProject.seen(fields, run, label)));
  }

  private void compare(
      String what,
      ExpectedRun wanted,
      TargetObject run,
      Map<Long, String> cycles,
      TargetObject testCase) {
    differences.same(
        what, "name", expected.cases().get(wanted.caseKey()).source().name(), run.name());
    differences.same(what, "cycle", wanted.cycle(), cycles.get(run.parent()));
    if (testCase == null) {
      return;
    }
    JsonNode bound = run.row().path("test_case");
    long caseId = bound.path("id").asLong(run.row().path("testCaseId").asLong());
    differences.same(what, "case", testCase.id(), caseId);
    if (fresh) {
      long version =
          bound
              .path("test_case_version_id")
              .asLong(run.row().path("test_case_version_id").asLong());
      differences.same(
          what, "version", testCase.row().path("test_case_version_id").asLong(), version);
    }
  }
}
