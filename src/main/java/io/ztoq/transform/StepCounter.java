package io.ztoq.transform;

import io.ztoq.store.Session;
import io.ztoq.store.source.Cases;
import io.ztoq.store.source.Cases.StepRow;
import java.sql.SQLException;
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

  /**
   * By case. The steps themselves are read only where their number alone does not say it: of cases
   * that call, of what they call, and of cases with one step, which may say nothing.
   */
  static Map<Long, Integer> count(Session session, TransformState state, List<Long> caseIds)
      throws SQLException {
    Map<Long, Integer> all = Cases.stepCounts(session, caseIds);
    TreeSet<Long> toRead = new TreeSet<>();
    for (long id : caseIds) {
      if (state.calls().isCaller(id)) {
        toRead.add(id);
        toRead.addAll(state.calls().closure(id));
      } else if (all.getOrDefault(id, 0) == 1) {
        toRead.add(id);
      }
    }
    all.putAll(read(session, state, List.copyOf(toRead)));
    return all;
  }

  private static Map<Long, Integer> read(Session session, TransformState state, List<Long> caseIds)
      throws SQLException {
    Map<Long, List<StepRow>> steps = Cases.steps(session, caseIds);
    Map<String, Long> ids = Cases.ids(session, state.projectId(), CasesStage.calledKeys(steps));
    StepCounter counter = new StepCounter(state.calls(), steps, ids);
    // callees first
    caseIds.stream()
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
