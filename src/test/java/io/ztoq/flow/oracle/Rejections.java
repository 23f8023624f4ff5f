package io.ztoq.flow.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which source records must not arrive, and why: a value without a rule stops its record, and what
 * belongs to a stopped record stops with it.
 */
final class Rejections {

  private final ZephyrProject source;
  private final Rules rules;
  private final Calls calls;
  private final Set<String> priorityLabels;
  private final Map<String, String> cases = new HashMap<>();
  private final Map<Long, String> executions = new HashMap<>();
  private final Map<Long, String> belonging = new HashMap<>();

  /**
   * @param priorityLabels options of qTest's own Priority field: the same label maps to itself
   */
  Rejections(ZephyrProject source, Rules rules, Calls calls, Set<String> priorityLabels) {
    this.source = source;
    this.rules = rules;
    this.calls = calls;
    this.priorityLabels = priorityLabels;
    source.cases().forEach(this::judge);
    spreadToCallers();
    Set<Long> cycles = new HashSet<>();
    source.cycles().forEach(cycle -> cycles.add(cycle.get("id").asLong()));
    source.executions().forEach(execution -> judge(execution, cycles));
  }

  private void judge(SourceCase one) {
    if (priority(one).isEmpty()) {
      cases.put(one.key(), "its priority has no rule");
    } else if (rules.refused().test(one.name())) {
      cases.put(one.key(), "qTest refuses its name");
    } else if (calls.of(one.key()).stream().anyMatch(callee -> !calls.exists(callee))) {
      cases.put(one.key(), "it calls a case that does not exist");
    }
  }

  /** Label of the priority in qTest; empty where there is no rule. */
  String priority(SourceCase one) {
    String name =
        source.priorities().getOrDefault(one.row().path("priority").path("id").asLong(), "");
    String mapped = rules.priorities().get(name);
    return mapped != null ? mapped : priorityLabels.contains(name) ? name : "";
  }

  private void spreadToCallers() {
    boolean spreads = true;
    while (spreads) {
      spreads = false;
      for (SourceCase one : source.cases()) {
        boolean hit =
            !cases.containsKey(one.key())
                && calls.of(one.key()).stream().anyMatch(cases::containsKey);
        if (hit) {
          cases.put(one.key(), "it calls a rejected case");
          spreads = true;
        }
      }
    }
  }

  private void judge(SourceExecution one, Set<Long> cycles) {
    JsonNode row = one.row();
    if (!calls.exists(one.caseKey())) {
      belonging.put(one.id(), "its case does not exist");
    } else if (cases.containsKey(one.caseKey())) {
      belonging.put(one.id(), "its case is rejected");
    } else if (row.path("testCycle").isObject()
        && !cycles.contains(row.path("testCycle").path("id").asLong())) {
      belonging.put(one.id(), "its cycle does not exist");
    } else if (status(row.path("testExecutionStatus")) == null) {
      executions.put(one.id(), "its status has no rule");
    } else if (one.steps().stream().anyMatch(this::hasUnmappedStatus)) {
      executions.put(one.id(), "the status of a step has no rule");
    }
  }

  private boolean hasUnmappedStatus(JsonNode step) {
    JsonNode status = step.path("inline").path("status");
    return status.isObject() && status(status) == null;
  }

  /** qTest's word for a status reference, empty for "no log", null where there is no rule. */
  String status(JsonNode reference) {
    return rules.statuses().get(source.statuses().getOrDefault(reference.path("id").asLong(), ""));
  }

  boolean isRejected(SourceCase one) {
    return cases.containsKey(one.key());
  }

  /** Neither log nor, for its sake, a run. */
  boolean hasNoPlace(SourceExecution one) {
    return belonging.containsKey(one.id());
  }

  /** Its run may stand, its log must not. */
  boolean isRejected(SourceExecution one) {
    return executions.containsKey(one.id());
  }

  Map<String, String> reasons() {
    Map<String, String> reasons = new HashMap<>(cases);
    executions.forEach((id, why) -> reasons.put("execution " + id, why));
    belonging.forEach((id, why) -> reasons.put("execution " + id, why));
    return reasons;
  }
}
