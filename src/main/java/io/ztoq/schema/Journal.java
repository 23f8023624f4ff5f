package io.ztoq.schema;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table {@code schema_journal}: what was ever done to the schema; only added to. */
final class Journal {

  private final Sql sql;

  Journal(Sql sql) {
    this.sql = sql;
  }

  void add(Actor actor, JournalEntry entry) throws SQLException {
    Instant ended = entry.endedAt();
    sql.insert(
        EngineTables.JOURNAL,
        """
        run_id, migration_number, name, direction, outcome, step, changed_rows, os_user, database_user, host,
        process_id, started_at, ended_at, duration_ms, checksum, ztoq_version, message
        """,
        actor.runId(),
        entry.number(),
        entry.name(),
        entry.direction(),
        entry.outcome(),
        entry.step(),
        entry.rows(),
        actor.osUser(),
        sql.user(),
        actor.host(),
        actor.pid(),
        entry.startedAt(),
        ended,
        ended == null ? null : Duration.between(entry.startedAt(), ended).toMillis(),
        entry.checksum(),
        actor.version(),
        shortened(entry.message()));
  }

  private @Nullable String shortened(@Nullable String message) {
    return message != null && sql.isOther() && message.length() > GenericTables.LONGEST_MESSAGE
        ? message.substring(0, GenericTables.LONGEST_MESSAGE)
        : message;
  }

  /** The last line of every migration that stands half done, by number. */
  Map<String, JournalEntry> halfDone() throws SQLException {
    Map<String, JournalEntry> found = new LinkedHashMap<>();
    if (sql.hasTable(EngineTables.JOURNAL)) {
      sql.list(
              """
              SELECT * FROM schema_journal r WHERE r.outcome = 'running' AND r.id > COALESCE(
                (SELECT MAX(d.id) FROM schema_journal d WHERE d.migration_number = r.migration_number AND d.outcome = 'done'), 0)
              ORDER BY r.id
              """,
              this::entry)
          .forEach(entry -> found.put(entry.number(), entry));
    }
    return found;
  }

  /** When a migration was last taken back, by number; also of a history that is gone. */
  Map<String, Instant> takenBack() throws SQLException {
    Map<String, Instant> found = new LinkedHashMap<>();
    if (sql.hasTable(EngineTables.JOURNAL)) {
      sql.list(
              "SELECT * FROM schema_journal WHERE direction = 'rollback' AND outcome = 'done' ORDER BY id",
              this::entry)
          .forEach(
              entry -> {
                if (entry.endedAt() != null) {
                  found.put(entry.number(), entry.endedAt());
                }
              });
    }
    return found;
  }

  /** The checksum of the last time that a migration was applied, by number. */
  Map<String, Integer> checksums() throws SQLException {
    Map<String, Integer> found = new LinkedHashMap<>();
    if (sql.hasTable(EngineTables.JOURNAL)) {
      sql.list(
              """
              SELECT * FROM schema_journal
              WHERE outcome = 'done' AND direction <> 'rollback' AND checksum IS NOT NULL ORDER BY id
              """,
              this::entry)
          .forEach(entry -> found.put(entry.number(), entry.checksum()));
    }
    return found;
  }

  /** What a killed process, or one that is still at work, has begun. */
  List<JournalEntry> left() throws SQLException {
    return sql.hasTable(EngineTables.JOURNAL)
        ? sql.list(
            """
            SELECT * FROM schema_journal s WHERE s.outcome = 'started' AND NOT EXISTS (
              SELECT 1 FROM schema_journal e WHERE e.migration_number = s.migration_number AND e.id > s.id
              AND e.outcome IN ('done', 'failed'))
            ORDER BY s.id
            """,
            this::entry)
        : List.of();
  }

  /** Whether this run's work on {@code number} was committed. */
  boolean isDone(Actor actor, String number) throws SQLException {
    return sql.number(
            "SELECT COUNT(*) FROM schema_journal WHERE run_id = ? AND migration_number = ? AND outcome = 'done'",
            actor.runId(),
            number)
        > 0;
  }

  /** Ends what a killed process had begun. */
  void endWhatWasLeft(Actor actor) throws SQLException {
    List<JournalEntry> left = left();
    Map<String, JournalEntry> half = halfDone();
    for (JournalEntry entry : left) {
      JournalEntry last = half.get(entry.number());
      String what =
          last == null
              ? "the process ended before it was done; nothing of it was left behind"
              : "the process ended before it was done; it stands half done";
      add(actor, (last == null ? entry : last).failed(Instant.now(), what));
    }
  }

  /** Newest first. */
  List<JournalLine> lines(int most) throws SQLException {
    return sql.hasTable(EngineTables.JOURNAL)
        ? sql.first(
            most,
            "SELECT * FROM schema_journal ORDER BY id DESC",
            row ->
                new JournalLine(
                    row.getLong("id"),
                    row.getString("run_id"),
                    row.getString("os_user"),
                    row.getString("database_user"),
                    row.getString("host"),
                    row.getLong("process_id"),
                    row.getString("ztoq_version"),
                    row.getObject("duration_ms") == null ? null : row.getLong("duration_ms"),
                    entry(row)))
        : List.of();
  }

  private JournalEntry entry(ResultSet row) throws SQLException {
    Instant started = sql.instant(row, "started_at");
    return new JournalEntry(
        row.getString("migration_number"),
        row.getString("name"),
        row.getString("direction"),
        row.getString("outcome"),
        row.getInt("step"),
        row.getLong("changed_rows"),
        started == null ? Instant.EPOCH : started,
        sql.instant(row, "ended_at"),
        row.getObject("checksum") == null ? null : row.getInt("checksum"),
        row.getString("message"));
  }
}
