package io.ztoq.store;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;

/**
 * Ends a complete reading of a list: what it did not show is gone in Zephyr. Nothing is ever
 * deleted here.
 */
public final class ListSweeps {

  private final Store store;
  private final Clock clock;

  public ListSweeps(Store store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Distinct rows that a sweep has shown so far. */
  public long seen(String projectKey, String list, long sweep) {
    return store.read(
        session ->
            session.number(
                "SELECT count(*) FROM raw_record WHERE project_key = ? AND entity = ? AND sweep = ?",
                projectKey,
                list,
                sweep));
  }

  /**
   * Marks what is gone, resolves rejects that this reading did not see again, and keeps the final
   * checkpoint.
   *
   * @param firstSweep of this reading; what neither it nor a later one showed is gone
   * @return number of rows that are newly gone
   */
  public int finish(ListPage.Scope scope, long firstSweep, Instant startedAt, Checkpoint done) {
    return store.write(
        session -> {
          Instant now = clock.instant();
          int gone =
              session.update(
                  """
                  UPDATE raw_record SET gone_at = ?
                  WHERE project_key = ? AND entity = ? AND sweep < ? AND gone_at IS NULL
                  """,
                  now,
                  scope.projectKey(),
                  done.entity(),
                  firstSweep);
          if (gone > 0) {
            markGone(session, scope, done.entity(), now);
          }
          resolve(session, scope, done.entity(), startedAt, now);
          Batches.close(session, scope.projectKey(), done.entity());
          Checkpoints.save(session, done, now);
          return gone;
        });
  }

  /** A partial reading (a trial with a limit) ends without a word about what it did not show. */
  public void finishPartly(Checkpoint done) {
    store.write(
        session -> {
          Batches.close(session, done.projectKey(), done.entity());
          Checkpoints.save(session, done, clock.instant());
          return null;
        });
  }

  private static void markGone(Session session, ListPage.Scope scope, String list, Instant now)
      throws SQLException {
    CanonicalTables.Table table = CanonicalTables.Table.of(list);
    boolean isReference = table == CanonicalTables.Table.REFERENCE;
    session.update(
        """
        UPDATE %s SET gone_at = ? WHERE project_id = ? AND gone_at IS NULL %s AND EXISTS (SELECT 1 FROM raw_record r
          WHERE r.project_key = ? AND r.entity = ? AND r.source_key = CAST(%s AS VARCHAR) AND r.gone_at IS NOT NULL)
        """
            .formatted(table.sql(), isReference ? "AND type = '" + list + "'" : "", table.id()),
        now,
        scope.projectId(),
        scope.projectKey(),
        list);
    if (table.hasFiles()) {
      resolveDetails(session, scope, table, now);
    }
  }

  /** Details of an object that is gone will never be read; their rejects are over. */
  private static void resolveDetails(
      Session session, ListPage.Scope scope, CanonicalTables.Table table, Instant now)
      throws SQLException {
    session.update(
        """
        UPDATE rejected_record SET resolved_at = ? WHERE project_key = ? AND flow = 'extract' AND resolved_at IS NULL
          AND source_key IN (SELECT key FROM %s WHERE project_id = ? AND gone_at = ? AND key IS NOT NULL)
        """
            .formatted(table.sql()),
        now,
        scope.projectKey(),
        scope.projectId(),
        now);
  }

  private static void resolve(
      Session session, ListPage.Scope scope, String list, Instant startedAt, Instant now)
      throws SQLException {
    session.update(
        """
        UPDATE rejected_record SET resolved_at = ?
        WHERE project_key = ? AND flow = 'extract' AND kind = ? AND resolved_at IS NULL AND last_at < ?
        """,
        now,
        scope.projectKey(),
        list,
        startedAt);
  }
}
