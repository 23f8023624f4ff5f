package io.ztoq.store;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;

/** The dead-letter list: one row per record that could not go on, kept when it is resolved. */
public final class RejectedRecords {

  private final Store store;
  private final Clock clock;

  public RejectedRecords(Store store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Writes it down; the same record again counts as one more attempt and is open again. */
  public void add(Rejection rejection) {
    store.write(
        session -> {
          add(session, rejection, clock.instant());
          return null;
        });
  }

  /** The record went on after all. */
  public void resolve(String projectKey, String flow, String kind, String sourceKey) {
    store.write(session -> resolve(session, new Key(projectKey, flow, kind, sourceKey), clock.instant()));
  }

  /** Records of a flow that are still rejected. */
  public long open(String projectKey, String flow) {
    return store.read(
        session ->
            session.number(
                "SELECT count(*) FROM rejected_record WHERE project_key = ? AND flow = ? AND resolved_at IS NULL",
                projectKey,
                flow));
  }

  static void add(Session session, Rejection one, Instant now) throws SQLException {
    session.update(
        """
        INSERT INTO rejected_record(project_key, flow, kind, source_key, code, message, fingerprint, run_id,
          first_at, last_at, attempt_count)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
        ON CONFLICT(project_key, flow, kind, source_key) DO UPDATE SET code = excluded.code,
          message = excluded.message, fingerprint = excluded.fingerprint, run_id = excluded.run_id,
          last_at = excluded.last_at, attempt_count = rejected_record.attempt_count + 1, resolved_at = NULL
        """,
        one.projectKey(),
        one.flow(),
        one.kind(),
        one.sourceKey(),
        one.code(),
        one.message(),
        one.fingerprint(),
        one.runId(),
        now,
        now);
  }

  static int resolve(Session session, Key key, Instant now) throws SQLException {
    return session.update(
        """
        UPDATE rejected_record SET resolved_at = ?
        WHERE project_key = ? AND flow = ? AND kind = ? AND source_key = ? AND resolved_at IS NULL
        """,
        now,
        key.projectKey(),
        key.flow(),
        key.kind(),
        key.sourceKey());
  }

  record Key(String projectKey, String flow, String kind, String sourceKey) {}
}
