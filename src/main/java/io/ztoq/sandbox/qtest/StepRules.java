package io.ztoq.sandbox.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rules of test steps in a body (traps 11, 13, 20). */
final class StepRules {

  private static final Set<String> KEYS =
      Set.of(
          "id",
          "description",
          "expected",
          "order",
          "attachments",
          "group",
          "called_test_case_id",
          "called_test_case_name",
          "parent_test_step_id",
          "customFieldInfo",
          "plain_value_text");
  private static final Pattern PARAMETER = Pattern.compile("\\[~([^\\]\\[]+)]");

  private final QTestState state;

  StepRules(QTestState state) {
    this.state = state;
  }

  /** Reads all steps of a case body. */
  List<Version.Step> read(JsonNode steps, long caseId) {
    List<Version.Step> read = new ArrayList<>();
    for (JsonNode each : steps) {
      Body body = Body.of(each, KEYS);
      read.add(step(body, caseId));
      Long order = body.number("order");
      if (order != null && order != read.size()) {
        throw QTestErrors.invalid(
            "order of steps must run from 1 without gaps, found "
                + order
                + " in place of "
                + read.size());
      }
    }
    return read;
  }

  /** Reads one step; its id is not yet that of a version. */
  Version.Step step(Body body, long caseId) {
    String description = body.required("description");
    String expected = body.required("expected");
    Long called = body.number("called_test_case_id");
    if (called != null) {
      if (called == caseId) {
        throw QTestErrors.invalid("A test case cannot call itself");
      }
      Item callee = state.table(Kind.TEST_CASE).find(called);
      if (callee == null) {
        throw QTestErrors.invalid("Called test case " + called + " does not exist");
      }
      checkNoLoop(callee, caseId, new HashSet<>());
    }
    return new Version.Step(0, description, expected, called);
  }

  /** Only after everything was accepted: remembers the parameters that the texts create. */
  void countParameters(List<Version.Step> steps) {
    for (Version.Step step : steps) {
      for (String text : List.of(step.description(), step.expected())) {
        Matcher found = PARAMETER.matcher(text);
        while (found.find()) {
          state.parameters().add(found.group(1));
        }
      }
    }
  }

  private void checkNoLoop(Item callee, long caseId, Set<Long> seen) {
    for (Version.Step step : callee.latest().steps()) {
      Long next = step.calledCaseId();
      if (next != null && next == caseId) {
        throw QTestErrors.invalid("Called test cases must not form a loop");
      }
      Item further =
          next == null || !seen.add(next) ? null : state.table(Kind.TEST_CASE).find(next);
      if (further != null) {
        checkNoLoop(further, caseId, seen);
      }
    }
  }
}
