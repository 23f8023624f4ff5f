package io.ztoq.store;

import java.sql.SQLException;
import java.time.Instant;

/** entity_batch_state of ADR-013: every stored page of the current sweep of a list is a batch. */
final class Batches {

  private Batches() {}

  static void save(Session session, ListPage page, Instant now) throws SQLException {
    int rows = page.rows().size();
    session.update(
        """
        INSERT INTO entity_batch_state(project_key, entity_type, batch_number, items_count, processed_count, status,
          started_at, completed_at, last_updated)
        VALUES (?, ?, ?, ?, ?, 'COMPLETED', ?, ?, ?)
        ON CONFLICT(project_key, entity_type, batch_number) DO UPDATE SET items_count = excluded.items_count,
          processed_count = excluded.processed_count, status = excluded.status, started_at = excluded.started_at,
          completed_at = excluded.completed_at, last_updated = excluded.last_updated
        """,
        page.scope().projectKey(),
        page.list(),
        page.number(),
        rows,
        rows,
        page.requestedAt(),
        now,
        now);
  }

  static void forget(Session session, String projectKey, String list) throws SQLException {
    session.update(
        "DELETE FROM entity_batch_state WHERE project_key = ? AND entity_type = ?",
        projectKey,
        list);
  }

  /** The number of batches is known when the last one is stored. */
  static void close(Session session, String projectKey, String list) throws SQLException {
    session.update(
        """
        UPDATE entity_batch_state SET total_batches = (SELECT count(*) FROM entity_batch_state b
          WHERE b.project_key = ? AND b.entity_type = ?)
        WHERE project_key = ? AND entity_type = ?
        """,
        projectKey,
        list,
        projectKey,
        list);
  }
}
