package io.ztoq.store;

import io.ztoq.store.PlannedObject.Ref;
import io.ztoq.store.StepReadings.CaseConsumer;
import io.ztoq.store.StepReadings.Reading;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Begin, pages and end of one transform in the store. A page is compared with the ledger on a
 * snapshot; only what differs is written, in one transaction and behind the caller, so that the
 * next page is prepared meanwhile. What it was told of a page is true for the next one at once.
 * Used by one thread at a time.
 */
public final class TransformLedger {

  /** One page of results. */
  public record Page(List<PlannedObject> objects, List<Loss> losses, List<Rejection> rejections) {}

  /**
   * What stood in qTest before this transform.
   *
   * @param left executions that left results at other runs, by their source keys
   */
  private record Before(boolean hasRuns, Set<String> left) {}

  /** A page on its way into the store, and its rows as they will stand there. */
  private record UnderWay(PendingWrite<?> write, Map<Ref, PlannedRow> rows) {}

  private static final int MOST_UNDER_WAY = 3;

  private final Store store;
  private final String projectKey;
  private final String generation;
  private final Losses losses;
  private final Before before;
  private final RowIds ids;
  private final IdSet planned = new IdSet();
  private final Deque<UnderWay> underWay = new ArrayDeque<>();

  private TransformLedger(
      Store store, String projectKey, String generation, Losses losses, Before before) {
    this.store = store;
    this.before = before;
    this.projectKey = projectKey;
    this.generation = generation;
    this.losses = losses;
    this.ids = new RowIds(store, "target_object", "target_object_id");
  }

  /**
   * @param generation name of this transform, written into every row that it changes
   */
  public static TransformLedger open(Store store, String projectKey, String generation) {
    return store.read(
        session ->
            new TransformLedger(
                store,
                projectKey,
                generation,
                Losses.before(session, projectKey, generation),
                new Before(
                    StandingRuns.any(session, projectKey),
                    new LeftResults(session, projectKey).executions())));
  }

  /**
   * Runs that stand in qTest get the keys of the runs to which their executions belong now, where
   * {@link RunMoves} lets them; to be called before these runs are planned.
   *
   * @param caseKeys cases of which all executions are in {@code places}
   */
  public synchronized void follow(
      Collection<String> caseKeys, Collection<RunPlace> places, Instant now) {
    Map<Long, String> keys =
        before.hasRuns()
            ? store.read(session -> new StandingRuns(session, projectKey).moves(caseKeys, places))
            : Map.of();
    if (!keys.isEmpty()) {
      settle();
      store.write(
          session -> {
            new RunRenames(session, projectKey).rename(keys, now);
            return keys.size();
          });
    }
  }

  /** Whether an execution has left a result at another run, by its source key. */
  public boolean hasLeft(String executionKey) {
    return before.left().contains(executionKey);
  }

  /**
   * Results of executions that belong to another run now stay where they are, and those that they
   * left at this run before are theirs again; to be called before these executions are planned.
   *
   * @param runByExecution source keys
   */
  public synchronized void leave(Map<String, String> runByExecution) {
    if (!runByExecution.isEmpty()) {
      settle();
      store.write(
          session -> {
            new LeftResults(session, projectKey).leave(runByExecution);
            return runByExecution.size();
          });
    }
  }

  /**
   * Hands in a page. Returns before it is committed; {@link #settle} or a later call throws what
   * went wrong.
   */
  public synchronized void write(Page page, Instant now) {
    Planned found = plan(page);
    if (!found.change().isEmpty()) {
      underWay.add(
          new UnderWay(
              store.writeLater(
                  session -> {
                    found.change().write(session, now);
                    return null;
                  }),
              found.rows()));
    }
    while (underWay.size() > MOST_UNDER_WAY) {
      underWay.remove().write().await();
    }
  }

  /** Returns when all pages are committed. */
  public synchronized void settle() {
    while (!underWay.isEmpty()) {
      underWay.remove().write().await();
    }
  }

  /** All cases that this transform planned, module by module; see {@link StepReadings#cases}. */
  public synchronized void cases(CaseConsumer consumer) {
    settle();
    store.read(
        session -> {
          StepReadings.cases(
              session,
              projectKey,
              (row, module, id, state) -> {
                if (planned.contains(row)) {
                  consumer.accept(module, id, state);
                }
              });
          return null;
        });
  }

  /**
   * Plans the step readings and what they wait for, in one transaction.
   *
   * @param approve whether there are approvals to wait for, else for the cases
   */
  public synchronized void readings(List<Reading> readings, boolean approve, Instant now) {
    settle();
    gone((kind, state) -> kind == TargetKind.TEST_CASE || kind == TargetKind.APPROVAL);
    Planned page = plan(new Page(StepReadings.objects(readings), List.of(), List.of()));
    store.write(
        session -> {
          page.change().write(session, now);
          return StepReadings.writeNeeds(session, projectKey, approve);
        });
  }

  /**
   * Rows that this transform did not plan have no source any more: they are gone, qTest is left
   * alone. Rejects that did not happen again are resolved, losses that are none any more are
   * removed.
   *
   * @param keepsFiles whether files that stand in qTest stay as they are, because files were not
   *     looked at
   */
  public synchronized void finish(
      Instant startedAt, boolean keepsFiles, Collection<String> lossKinds) {
    settle();
    gone(
        (kind, state) -> !(keepsFiles && kind == TargetKind.ATTACHMENT && "WRITTEN".equals(state)));
    store.write(
        session -> {
          losses.finish(session, lossKinds);
          session.update(
              """
              UPDATE rejected_record SET resolved_at = ?
              WHERE project_key = ? AND flow = 'transform' AND resolved_at IS NULL AND last_at < ?
              """,
              startedAt,
              projectKey,
              startedAt);
          return null;
        });
  }

  /** Compares a page with the ledger; its rows count as planned from now on. */
  private Planned plan(Page page) {
    while (!underWay.isEmpty() && underWay.element().write().isDone()) {
      underWay.remove().write().await();
    }
    // taken before the snapshot: what is committed meanwhile is in one of both
    Map<Ref, PlannedRow> recent = new HashMap<>();
    underWay.forEach(one -> recent.putAll(one.rows()));
    return store.read(session -> plan(session, page, recent));
  }

  private record Planned(LedgerChange change, Map<Ref, PlannedRow> rows) {}

  private Planned plan(Session session, Page page, Map<Ref, PlannedRow> recent)
      throws SQLException {
    LedgerPlan plan = new LedgerPlan(session, projectKey, generation, ids, recent);
    LedgerChange change = plan.plan(page.objects());
    plan.planned().values().forEach(row -> planned.add(row.id()));
    losses.plan(session, page.losses(), change);
    change.reject(page.rejections());
    return new Planned(change, plan.planned());
  }

  /** Rows that were not planned; those in doubt once it is known whether they stand in qTest. */
  private void gone(BiPredicate<TargetKind, String> which) {
    List<@Nullable Object[]> found = new ArrayList<>();
    List<@Nullable Object[]> inDoubt = new ArrayList<>();
    store.read(
        session -> {
          session.forEach(
              "SELECT target_object_id, kind, state FROM target_object WHERE project_key = ?"
                  + " AND state <> 'GONE' AND doubt_ends_as IS DISTINCT FROM 'GONE'",
              row -> {
                long id = row.number("target_object_id");
                String state = row.text("state");
                if (!planned.contains(id)
                    && which.test(TargetKind.valueOf(row.text("kind")), state)) {
                  ("SENDING".equals(state) ? inDoubt : found).add(new Object[] {id});
                }
              },
              projectKey);
          return null;
        });
    if (!found.isEmpty() || !inDoubt.isEmpty()) {
      store.write(
          session -> {
            session.batch(
                "UPDATE target_object SET state = 'GONE' WHERE target_object_id = ?", found);
            session.batch(
                "UPDATE target_object SET doubt_ends_as = 'GONE' WHERE target_object_id = ?",
                inDoubt);
            return null;
          });
    }
  }
}
