package io.ztoq.transform;

import io.ztoq.failure.RecordRejected;
import io.ztoq.store.Chunks;
import io.ztoq.store.PlannedObject;
import io.ztoq.store.PlannedObject.Ref;
import io.ztoq.store.RunPlace;
import io.ztoq.store.Session;
import io.ztoq.store.TargetKind;
import io.ztoq.store.source.Cases;
import io.ztoq.store.source.Cases.ExecutedCase;
import io.ztoq.store.source.Executions;
import io.ztoq.store.source.Executions.Head;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Executions become runs and logs: case by case, so that all executions of a run meet, oldest
 * first. Heads are small; whole executions are read in pages.
 */
final class ExecutionsStage implements Stage {

  /** Those of a run together; dated ones by date, undated ones after them by number. */
  private static final Comparator<Head> ORDER =
      Comparator.comparingLong(Head::caseId)
          .thenComparing(head -> Objects.requireNonNullElse(head.cycleKey(), ""))
          .thenComparing(head -> Objects.requireNonNullElse(head.environment(), ""))
          .thenComparing(Head::end, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparingLong(Head::id);

  private final Pages pages;

  ExecutionsStage(Pages pages) {
    this.pages = pages;
  }

  /** What is known of the cases of a page. */
  record CaseFacts(Map<Long, ExecutedCase> rows, Map<Long, Integer> stepCounts) {
    ExecutedCase row(Head head) {
      return Objects.requireNonNull(rows.get(head.caseId()));
    }
  }

  /**
   * An execution in its run.
   *
   * @param latestId the latest execution of the run
   * @param isFirst whether it is the first execution of its run
   */
  record Place(Head head, String runKey, long latestId, boolean isFirst) {}

  @Override
  public TransformCursor page(TransformState state, TransformCursor cursor) {
    List<Long> caseIds =
        pages
            .store()
            .read(
                session ->
                    Executions.executedCases(
                        session, state.projectId(), cursor.after(), pages.size()));
    if (caseIds.isEmpty()) {
      return cursor.end(0);
    }
    CaseFacts cases = pages.store().read(session -> facts(session, state, caseIds));
    List<Head> heads =
        new ArrayList<>(pages.store().read(session -> Executions.heads(session, caseIds)));
    heads.sort(ORDER);
    List<Head> known = rejectUnknownRuns(state, heads);
    follow(state, heads, known, cases);
    ExecutionPage page = new ExecutionPage(pages, state, cases);
    for (List<Place> some : Chunks.of(places(known, cases), pages.size())) {
      page.write(some);
    }
    return cursor.next(caseIds.get(caseIds.size() - 1), heads.size());
  }

  /** Runs that stand go with their executions before anything is planned. */
  private void follow(TransformState state, List<Head> heads, List<Head> known, CaseFacts cases) {
    Set<Head> withRun = new HashSet<>(known);
    List<RunPlace> places = new ArrayList<>(heads.size());
    for (Head head : heads) {
      String key = Keys.execution(head.key(), head.id());
      String run = withRun.contains(head) ? runKey(head, cases) : RunPlace.UNKNOWN;
      places.add(new RunPlace(key, SortKeys.of(head.id()), run));
    }
    List<String> caseKeys = cases.rows().values().stream().map(ExecutedCase::key).toList();
    state.ledger().follow(caseKeys, places, pages.clock().instant());
  }

  private static CaseFacts facts(Session session, TransformState state, List<Long> caseIds)
      throws SQLException {
    return new CaseFacts(
        Cases.executed(session, caseIds), StepCounter.count(session, state, caseIds));
  }

  private static List<Place> places(List<Head> heads, CaseFacts cases) {
    List<Place> places = new ArrayList<>(heads.size());
    int first = 0;
    while (first < heads.size()) {
      String key = runKey(heads.get(first), cases);
      int end = first;
      while (end < heads.size() && runKey(heads.get(end), cases).equals(key)) {
        end++;
      }
      for (int i = first; i < end; i++) {
        places.add(new Place(heads.get(i), key, heads.get(end - 1).id(), i == first));
      }
      first = end;
    }
    return places;
  }

  private static String runKey(Head head, CaseFacts cases) {
    return Keys.run(head.cycleKey(), cases.row(head).key(), head.environment());
  }

  /** Without its cycle or the name of its environment the run of an execution is not known. */
  private List<Head> rejectUnknownRuns(TransformState state, List<Head> heads) {
    List<Head> known = new ArrayList<>(heads.size());
    PageResult result = new PageResult(state);
    for (Head head : heads) {
      String key = Keys.execution(head.key(), head.id());
      try {
        checkCycle(key, head);
        @Nullable String ignored =
            Names.resolved(key, "environment", head.environment(), head.environmentId());
        known.add(head);
      } catch (RecordRejected problem) {
        result.reject(problem, TargetKind.TEST_LOG, key);
        Ref ref = new Ref(TargetKind.TEST_LOG, key);
        result.add(
            PlannedObject.rejected(ref, null, ExecutionPage.LOG_RANK, SortKeys.of(head.id())));
      }
    }
    if (known.size() < heads.size()) {
      pages.write(state, result);
    }
    return known;
  }

  /** It waits for its cycle: qTest could not move its result there later. */
  private static void checkCycle(String key, Head head) {
    if (head.refusedCycle() != null) {
      throw new RecordRejected(
          "TRF-006",
          "%s: its cycle (%s) is in Zephyr but could not be read, see the rejects of kind TEST_CYCLE; correct that cycle in Zephyr and extract again"
              .formatted(key, head.refusedCycle()));
    }
  }
}
