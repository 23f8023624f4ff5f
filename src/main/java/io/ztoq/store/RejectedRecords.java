package io.ztoq.store;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The dead-letter list: one row per record that could not go on, kept when it is resolved. */
public final class RejectedRecords {

  /** A row of the table; {@code resolvedAt} is null while the record is still rejected. */
  public record Rejected(
      Rejection rejection,
      @Nullable Instant firstAt,
      @Nullable Instant lastAt,
      int attempts,
      @Nullable Instant resolvedAt) {}

  /** Open rejections with one cause; {@code example} is the message of one of them. */
  public record Group(String fingerprint, String flow, String code, long count, String example) {}

  /** Open rejections of one kind in one flow. */
  public record Count(String flow, String kind, long count) {}

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
    store.write(
        session -> resolve(session, new Key(projectKey, flow, kind, sourceKey), clock.instant()));
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

  /** Open rejections of all flows, by flow and kind. */
  public List<Count> counts(String projectKey) {
    return store.read(
        session ->
            session.query(
                """
                SELECT flow, kind, count(*) AS records FROM rejected_record
                WHERE project_key = ? AND resolved_at IS NULL GROUP BY flow, kind ORDER BY flow, kind
                """,
                row -> new Count(row.text("flow"), row.text("kind"), row.number("records")),
                projectKey));
  }

  /** Causes of open rejections, the most frequent first. */
  public List<Group> groups(String projectKey) {
    return store.read(
        session ->
            session.query(
                """
                SELECT fingerprint, flow, code, count(*) AS records, min(message) AS example FROM rejected_record
                WHERE project_key = ? AND resolved_at IS NULL
                GROUP BY fingerprint, flow, code ORDER BY count(*) DESC, code, fingerprint
                """,
                row ->
                    new Group(
                        row.text("fingerprint"),
                        row.text("flow"),
                        row.text("code"),
                        row.number("records"),
                        row.text("example")),
                projectKey));
  }

  /**
   * Open rejections of one cause, by source key, in pages.
   *
   * @param after last source key of the page before, "" for the first
   */
  public List<Rejected> ofGroup(String projectKey, String fingerprint, String after, int limit) {
    return store.read(
        session ->
            session.query(
                """
                SELECT * FROM rejected_record
                WHERE project_key = ? AND fingerprint = ? AND resolved_at IS NULL AND source_key > ?
                ORDER BY source_key, flow, kind LIMIT ?
                """,
                RejectedRecords::read,
                projectKey,
                fingerprint,
                after,
                limit));
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

  private static Rejected read(Row row) throws SQLException {
    Rejection rejection =
        new Rejection(
            row.text("project_key"),
            row.text("flow"),
            row.text("kind"),
            row.text("source_key"),
            row.text("code"),
            row.text("message"),
            row.text("run_id"));
    return new Rejected(
        rejection,
        row.instant("first_at"),
        row.instant("last_at"),
        row.count("attempt_count"),
        row.instant("resolved_at"));
  }

  record Key(String projectKey, String flow, String kind, String sourceKey) {}
}
