package io.ztoq.sandbox.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a log body (api-contract.md 2.7, trap 22): dates and status required, version of the
 * run's case, step ids of exactly that version, called steps with their case and calling step.
 */
final class LogRules {

  static final Set<String> STEP_KEYS =
      Set.of(
          "test_step_id",
          "test_step_log_id",
          "status",
          "description",
          "expected_result",
          "actual_result",
          "called_test_case_id",
          "parent_test_step_id",
          "order",
          "exe_date",
          "attachments",
          "user_id");
  private static final Set<String> STATUS_KEYS = Set.of("id", "name");

  private final QTestState state;
  private final QTestRules rules;
  private final Versions versions;
  private final Statuses statuses;

  LogRules(QTestState state, QTestRules rules, Versions versions) {
    this.state = state;
    this.rules = rules;
    this.versions = versions;
    this.statuses = new Statuses(state);
  }

  /** What a step of a version is known by. */
  private record StepKey(long stepId, @Nullable Long calledCaseId, @Nullable Long parentStepId) {}

  /**
   * Reads and checks a body.
   *
   * @param version of the log that is changed; 0 for a new one
   */
  Log read(Item run, Body body, long version) {
    Instant start = body.requiredInstant("exe_start_date");
    Instant end = body.requiredInstant("exe_end_date");
    if (end.isBefore(start)) {
      throw QTestErrors.invalid("exe_end_date is before exe_start_date");
    }
    long status = status(body);
    Item testCase = state.table(Kind.TEST_CASE).find(run.caseId);
    if (testCase == null) {
      throw QTestErrors.invalid("The test case of the run does not exist any more");
    }
    Version executed = version(body, testCase, version);
    List<Log.StepLog> steps = steps(body.array("test_step_logs"), executed);
    return new Log(
        0,
        run.id,
        executed.id(),
        status,
        start,
        end,
        body.textOr("note", ""),
        body.textOr("build_number", ""),
        body.textOr("build_url", ""),
        state.now(),
        steps);
  }

  private long status(Body body) {
    if (!body.has("status")) {
      throw QTestErrors.invalid("status is required");
    }
    long id = Body.of(body.get("status"), STATUS_KEYS).requiredNumber("id");
    if (!statuses.active(id)) {
      throw QTestErrors.invalid("Status " + id + " is not an execution status of this project");
    }
    return id;
  }

  private Version version(Body body, Item testCase, long before) {
    Long id = body.number("test_case_version_id");
    if (id == null && before > 0) {
      id = before;
    }
    if (id == null) {
      Version approved = versions.latestApproved(testCase);
      if (approved == null) {
        throw QTestErrors.invalid(
            "test_case_version_id is missing and the test case was never approved");
      }
      state.violation(
          "POST test-logs without test_case_version_id: bound to the latest approved version");
      return approved;
    }
    Version version = versions.find(testCase, id);
    if (version == null) {
      throw QTestErrors.invalid("Version " + id + " does not belong to test case " + testCase.id);
    }
    return version;
  }

  private List<Log.StepLog> steps(JsonNode rows, Version version) {
    List<Log.StepLog> steps = new ArrayList<>();
    if (rows.isEmpty()) {
      return steps;
    }
    Map<StepKey, Integer> known = known(version);
    for (JsonNode row : rows) {
      Body body = Body.of(row, STEP_KEYS);
      long status = status(body);
      StepKey key =
          new StepKey(
              body.requiredNumber("test_step_id"),
              body.number("called_test_case_id"),
              body.number("parent_test_step_id"));
      if (known.merge(key, -1, Integer::sum) < 0) {
        throw QTestErrors.invalid(
            "Step "
                + key.stepId()
                + " (called case "
                + key.calledCaseId()
                + ", calling step "
                + key.parentStepId()
                + ") is not a step of version "
                + version.id()
                + ", or is given too often");
      }
      Long logId = body.number("test_step_log_id");
      steps.add(
          new Log.StepLog(
              logId == null ? 0 : logId,
              key.stepId(),
              status,
              body.textOr("actual_result", ""),
              key.calledCaseId(),
              key.parentStepId(),
              body.instant("exe_date")));
    }
    return steps;
  }

  private Map<StepKey, Integer> known(Version version) {
    Map<StepKey, Integer> known = new HashMap<>();
    for (Versions.FlatStep flat : versions.flattened(version, rules.callStepsListed())) {
      boolean callStep = flat.step().calledCaseId() != null;
      known.merge(
          new StepKey(flat.step().id(), callStep ? null : flat.calledCaseId(), flat.parentStepId()),
          1,
          Integer::sum);
    }
    return known;
  }
}
