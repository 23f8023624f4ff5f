package io.ztoq.transform;

import io.ztoq.store.Session;
import io.ztoq.store.source.Cases;
import io.ztoq.store.source.Cases.StepRow;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Counts the steps of cases that can have a result: a call counts as the steps of the called case.
 */
final class StepCounter {

  private final CallGraph calls;
  private final Map<Long, List<StepRow>> steps;
  private final Map<String, Long> ids;
  private final Map<Long, Integer> counts = new HashMap<>();

  private StepCounter(CallGraph calls, Map<Long, List<StepRow>> steps, Map<String, Long> ids) {
    this.calls = calls;
    this.steps = steps;
    this.ids = ids;
  }

  /** By case. */
  static Map<Long, Integer> count(Session session, TransformState state, List<Long> caseIds)
      throws SQLException {
    TreeSet<Long> all = new TreeSet<>(caseIds);
    caseIds.stream()
        .filter(state.calls()::isCaller)
        .forEach(id -> all.addAll(state.calls().closure(id)));
    Map<Long, List<StepRow>> steps = Cases.steps(session, new ArrayList<>(all));
    Map<String, Long> ids = Cases.ids(session, state.projectId(), CasesStage.calledKeys(steps));
    StepCounter counter = new StepCounter(state.calls(), steps, ids);
    // callees first
    all.stream()
        .sorted(
            (left, right) -> Integer.compare(state.calls().level(left), state.calls().level(right)))
        .forEach(id -> counter.counts.put(id, counter.count(id)));
    return counter.counts;
  }

  private int count(long caseId) {
    List<StepRow> own = steps.getOrDefault(caseId, List.of());
    if (StepBuilder.saysNothing(own)) {
      return 0;
    }
    int count = 0;
    for (StepRow row : own) {
      boolean isCall = StepBuilder.isCall(row.step(), caseId, calls, ids);
      Long callee = isCall ? ids.get(row.step().calledCaseKey()) : null;
      count += callee == null ? 1 : counts.getOrDefault(callee, 0);
    }
    return count;
  }
}
