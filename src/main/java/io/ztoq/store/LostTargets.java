package io.ztoq.store;

import io.ztoq.failure.RecordRejected;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows without an id in qTest whose objects may stand there all the same, because the store is new
 * or older than qTest. Every method is one transaction; thread-safe.
 */
public final class LostTargets {

  private static final int MOST_KEYS = 500;

  private static final String WITHOUT_ID =
      "o.project_key = ? AND o.target_id IS NULL AND o.state IN ('PLANNED', 'HELD', 'REJECTED')";

  /** Their parent stands in qTest, or they are at the top. */
  private static final String CAN_BE_LOOKED_FOR =
      " WHERE "
          + WITHOUT_ID
          + " AND o.kind = ? AND o.state = 'PLANNED' AND (o.parent_id IS NULL OR p.target_id IS NOT NULL)";

  private static final String FLOW = "load";
  private static final String LOOK = "lost-targets";

  private final Store store;
  private final Checkpoints looks;
  private final String projectKey;
  private final String runId;
  private final Clock clock;

  public LostTargets(Store store, String projectKey, String runId, Clock clock) {
    this.store = store;
    this.looks = new Checkpoints(store);
    this.projectKey = projectKey;
    this.runId = runId;
    this.clock = clock;
  }

  /**
   * What stands in qTest.
   *
   * @param pid readable id there, null when it was not shown
   * @param order among its siblings there, null when it was not shown
   */
  public record Standing(long id, @Nullable String pid, @Nullable Integer order) {}

  /** Kinds with planned rows that have no id in qTest. */
  public Set<TargetKind> kinds() {
    Set<TargetKind> kinds = EnumSet.noneOf(TargetKind.class);
    kinds.addAll(
        store.read(
            session ->
                session.query(
                    "SELECT DISTINCT o.kind FROM target_object o WHERE o.state = 'PLANNED' AND "
                        + WITHOUT_ID,
                    row -> TargetKind.valueOf(row.text("kind")),
                    projectKey)));
    return kinds;
  }

  /** Whether objects of a kind are known to stand in qTest. */
  public boolean knowsAny(TargetKind kind) {
    return store
        .read(
            session ->
                session.first(
                    """
                    SELECT 1 AS found FROM target_object
                    WHERE project_key = ? AND kind = ? AND state = 'WRITTEN' AND target_id IS NOT NULL LIMIT 1""",
                    row -> true,
                    projectKey,
                    kind))
        .isPresent();
  }

  /** Whether a look for all of them was begun and has not ended. */
  public boolean isSuspected() {
    return looks.find(projectKey, FLOW, LOOK).filter(look -> !look.complete()).isPresent();
  }

  /**
   * From now on each of these files is looked for before it is sent: no tree or search shows them.
   * Those of what is not there yet cannot stand.
   */
  public void suspectFiles() {
    store.write(
        session ->
            session.update(
                """
                UPDATE target_object AS o SET is_doubtful = TRUE
                WHERE %s AND o.kind = 'ATTACHMENT' AND NOT o.is_doubtful AND EXISTS (
                    SELECT 1 FROM target_object p WHERE p.target_object_id = o.parent_id AND p.target_id IS NOT NULL)"""
                    .formatted(WITHOUT_ID),
                projectKey));
  }

  /** Nothing of these is sent from now on before it was looked for. */
  public void suspectAll() {
    store.write(
        session -> {
          Checkpoints.save(session, look(false), clock.instant());
          return session.update(
              "UPDATE target_object AS o SET is_doubtful = TRUE WHERE " + WITHOUT_ID, projectKey);
        });
  }

  private Checkpoint look(boolean ended) {
    return new Checkpoint(projectKey, FLOW, LOOK, "", ended, 0, runId);
  }

  /**
   * The look for all of them has ended. Files and approvals of what stands stay doubtful: they are
   * looked for one by one.
   */
  public void cleared() {
    store.write(
        session -> {
          Checkpoints.save(session, look(true), clock.instant());
          return session.update(
              """
              UPDATE target_object SET is_doubtful = FALSE
              WHERE project_key = ? AND is_doubtful AND NOT (kind IN ('APPROVAL', 'ATTACHMENT') AND EXISTS (
                  SELECT 1 FROM target_object p
                  WHERE p.target_object_id = target_object.parent_id AND p.target_id IS NOT NULL))""",
              projectKey);
        });
  }

  /** The planned rows of a kind that would be sent first, at most {@code most}. */
  public List<TargetObject> first(TargetKind kind, int most) {
    return store.read(
        session ->
            session.query(
                Ledger.OBJECT
                    + CAN_BE_LOOKED_FOR
                    + " ORDER BY o.rank, o.sort_key, o.target_object_id LIMIT ?",
                TargetObject::of,
                projectKey,
                kind,
                most));
  }

  /**
   * One row of a kind for each parent, parents in ascending order of their rows.
   *
   * @param after row of the last parent that was seen, -1 to begin; rows at the top belong to 0
   */
  public List<TargetObject> onePerParent(TargetKind kind, long after, int most) {
    return store.read(
        session ->
            session.query(
                Ledger.OBJECT
                    + " WHERE o.target_object_id IN (SELECT min(o.target_object_id) FROM target_object o"
                    + " LEFT JOIN target_object p ON p.target_object_id = o.parent_id"
                    + CAN_BE_LOOKED_FOR
                    + " AND COALESCE(o.parent_id, 0) > ? GROUP BY o.parent_id)"
                    + " ORDER BY COALESCE(o.parent_id, 0) LIMIT ?",
                TargetObject::of,
                projectKey,
                kind,
                after,
                most));
  }

  /** Numbers of the rows of these source keys, those without an id in qTest. */
  public Map<String, Long> rows(TargetKind kind, Collection<String> sourceKeys) {
    Map<String, Long> found = new HashMap<>();
    for (List<String> some : Chunks.of(new ArrayList<>(sourceKeys), MOST_KEYS)) {
      String sql =
          "SELECT o.source_key, o.target_object_id FROM target_object o WHERE "
              + WITHOUT_ID
              + " AND o.kind = ? AND o.source_key IN "
              + Chunks.marks(some.size());
      store.read(
          session -> {
            session.forEach(
                sql,
                row -> found.put(row.text("source_key"), row.number("target_object_id")),
                Chunks.parameters(List.of(projectKey, kind), some));
            return some.size();
          });
    }
    return found;
  }

  /** Those of these ids in qTest that a row has. */
  public Set<Long> known(TargetKind kind, Collection<Long> targetIds) {
    Set<Long> known = new HashSet<>();
    for (List<Long> some : Chunks.of(new ArrayList<>(targetIds), MOST_KEYS)) {
      known.addAll(
          store.read(
              session ->
                  session.query(
                      "SELECT target_id FROM target_object WHERE project_key = ? AND kind = ? AND target_id IN "
                          + Chunks.marks(some.size()),
                      row -> row.number("target_id"),
                      Chunks.parameters(List.of(projectKey, kind), some))));
    }
    return known;
  }

  /** The row of a result, and the row of its run. */
  public record Result(long row, long runRow) {}

  /** Rows of results by the source keys of their executions. */
  public Map<String, Result> results(List<String> sourceKeys) {
    Map<String, Result> found = new HashMap<>();
    for (List<String> some : Chunks.of(sourceKeys, MOST_KEYS)) {
      store.read(
          session -> {
            session.forEach(
                "SELECT source_key, target_object_id, parent_id FROM target_object"
                    + " WHERE project_key = ? AND kind = 'TEST_LOG' AND parent_id IS NOT NULL AND source_key IN "
                    + Chunks.marks(some.size()),
                row ->
                    found.put(
                        row.text("source_key"),
                        new Result(row.number("target_object_id"), row.number("parent_id"))),
                Chunks.parameters(List.of(projectKey), some));
            return found;
          });
    }
    return found;
  }

  /** A result stands at a run to which its execution does not belong any more. */
  public void left(Result result, long holder, Standing standing) {
    store.write(
        session -> {
          LeftResults left = new LeftResults(session, projectKey);
          left.found(result.row(), holder, standing.id());
          return Losses.write(session, left.losses(), projectKey, runId);
        });
  }

  /** These rows stand in qTest: they are updates now, and ours. */
  public void adopt(Map<Long, Standing> byRow) {
    List<@Nullable Object[]> updates = new ArrayList<>();
    byRow.forEach(
        (row, standing) ->
            updates.add(
                new @Nullable Object[] {standing.id(), standing.pid(), standing.order(), row}));
    store.write(
        session -> {
          session.batch(
              """
              UPDATE target_object SET target_id = ?, target_pid = ?, written_position = ?, was_created = TRUE,
                  live_sha256 = NULL, is_doubtful = FALSE
              WHERE target_object_id = ? AND target_id IS NULL""",
              updates);
          return updates.size();
        });
  }

  /**
   * A row that cannot go on, and what needs it; forgets an id that it may have got, and is looked
   * for before it is sent another time.
   */
  public void reject(TargetKind kind, String sourceKey, RecordRejected problem) {
    Rejection rejection = Rejection.of(problem, projectKey, "load", kind.name(), sourceKey, runId);
    store.write(session -> reject(session, kind, sourceKey, rejection));
  }

  private int reject(Session session, TargetKind kind, String sourceKey, Rejection rejection)
      throws SQLException {
    RejectedRecords.add(session, rejection, clock.instant());
    session.update(
        """
        UPDATE target_object SET state = 'REJECTED', target_id = NULL, target_pid = NULL, was_created = FALSE,
            is_doubtful = TRUE
        WHERE project_key = ? AND kind = ? AND source_key = ?""",
        projectKey,
        kind,
        sourceKey);
    long id =
        session.number(
            "SELECT target_object_id FROM target_object WHERE project_key = ? AND kind = ? AND source_key = ?",
            projectKey,
            kind,
            sourceKey);
    return NeedCounts.reject(session, id);
  }
}
