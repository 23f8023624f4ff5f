package io.ztoq.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where an interrupted flow goes on; moved in the transaction that keeps the work it speaks of. */
public final class Checkpoints {

  private final Store store;

  public Checkpoints(Store store) {
    this.store = store;
  }

  public Optional<Checkpoint> find(String projectKey, String flow, String entity) {
    return store.read(
        session ->
            session.first(
                "SELECT * FROM checkpoint WHERE project_key = ? AND flow = ? AND entity = ?",
                Checkpoints::map,
                projectKey,
                flow,
                entity));
  }

  /** All of a flow, by entity. */
  public List<Checkpoint> all(String projectKey, String flow) {
    return store.read(
        session ->
            session.query(
                "SELECT * FROM checkpoint WHERE project_key = ? AND flow = ? ORDER BY entity",
                Checkpoints::map,
                projectKey,
                flow));
  }

  public void save(Checkpoint checkpoint, Instant now) {
    store.write(
        session -> {
          save(session, checkpoint, now);
          return null;
        });
  }

  static void save(Session session, Checkpoint one, Instant now) throws SQLException {
    session.update(
        """
        INSERT INTO checkpoint(project_key, flow, entity, position, is_complete, row_count, run_id, updated_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT(project_key, flow, entity) DO UPDATE SET position = excluded.position,
          is_complete = excluded.is_complete, row_count = excluded.row_count, run_id = excluded.run_id,
          updated_at = excluded.updated_at
        """,
        one.projectKey(),
        one.flow(),
        one.entity(),
        one.position(),
        one.complete(),
        one.rows(),
        one.runId(),
        now);
  }

  private static Checkpoint map(Row row) throws SQLException {
    return new Checkpoint(
        row.text("project_key"),
        row.text("flow"),
        row.text("entity"),
        row.text("position"),
        row.flag("is_complete"),
        row.number("row_count"),
        row.text("run_id"));
  }
}
