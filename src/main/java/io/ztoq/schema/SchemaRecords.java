package io.ztoq.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows that say what is applied: {@code migration_history}, Flyway's table and the journal are
 * always changed together, in the caller's transaction.
 */
public final class SchemaRecords {

  private final Sql sql;
  private final Actor actor;
  private final Journal journal;

  public SchemaRecords(Connection connection, Actor actor) throws SQLException {
    this.sql = new Sql(connection);
    this.actor = actor;
    this.journal = new Journal(sql);
  }

  /** Creates the engine's tables where they are missing. */
  public void createTables() throws SQLException {
    EngineTables.create(sql);
  }

  /** Adds a line to the journal only. */
  public void journal(JournalEntry entry) throws SQLException {
    journal.add(actor, entry);
  }

  /** Says in all three tables that a migration is applied. */
  public void applied(Migration migration, JournalEntry done) throws SQLException {
    EngineTables.createHistory(sql);
    history(migration.number(), migration.name(), Instant.now());
    sql.update("DELETE FROM flyway_schema_history WHERE version = ?", migration.number());
    flyway(migration, Duration.between(done.startedAt(), Instant.now()).toMillis());
    journal.add(actor, done);
  }

  /**
   * Says in all three tables that a migration is taken back; the history is dropped with its last
   * applied row, as the guide wants it.
   */
  public void takenBack(Migration migration, JournalEntry done) throws SQLException {
    if (sql.hasTable(EngineTables.HISTORY)) {
      sql.update(
          "UPDATE migration_history SET status = 'rolled_back', rollback_at = ? WHERE migration_number = ?",
          Instant.now(),
          migration.number());
    }
    sql.update("DELETE FROM flyway_schema_history WHERE version = ?", migration.number());
    journal.add(actor, done);
    if (sql.hasTable(EngineTables.HISTORY)
        && sql.number("SELECT COUNT(*) FROM migration_history WHERE status = 'applied'") == 0
        && journal.halfDone().isEmpty()) {
      sql.execute("DROP TABLE migration_history");
    }
  }

  /**
   * Brings the three tables together after somebody else's change: what Flyway's own tools applied
   * is taken over, a row that Flyway's table lacks is added, lines of killed processes are ended.
   */
  void bringTogether(MigrationSet set) throws SQLException {
    EngineTables.create(sql);
    journal.endWhatWasLeft(actor);
    Map<String, String> applied = new LinkedHashMap<>();
    sql.list(
            "SELECT migration_number, migration_name FROM migration_history WHERE status = 'applied'",
            row -> Map.entry(row.getString(1), row.getString(2)))
        .forEach(row -> applied.put(row.getKey(), row.getValue()));
    List<String> flyway =
        sql.list(
            "SELECT version FROM flyway_schema_history WHERE success AND type = 'SQL' AND version IS NOT NULL",
            row -> row.getString(1));
    for (String version : flyway) {
      String number = Numbers.normal(version).orElse(version);
      if (!applied.containsKey(number)) {
        takeOver(set, number);
      }
    }
    List<String> known = flyway.stream().map(one -> Numbers.normal(one).orElse(one)).toList();
    for (String number : applied.keySet()) {
      Migration migration = set.find(number).orElse(null);
      if (!known.contains(number) && migration != null) {
        addToFlyway(migration);
      }
    }
  }

  private void takeOver(MigrationSet set, String number) throws SQLException {
    List<JournalEntry> rows =
        sql.list(
            "SELECT * FROM flyway_schema_history WHERE version = ? OR version = ?",
            row ->
                new JournalEntry(
                    number,
                    set.find(number)
                        .map(Migration::name)
                        .orElse(row.getString("description").replace(' ', '_')),
                    JournalEntry.APPLY,
                    JournalEntry.DONE,
                    0,
                    0,
                    at(sql.instant(row, "installed_on")),
                    at(sql.instant(row, "installed_on")),
                    row.getObject("checksum") == null ? null : row.getInt("checksum"),
                    "applied by Flyway's own tools, taken over"),
            number,
            number.replaceFirst("^0+", ""));
    JournalEntry row = rows.get(0);
    history(number, row.name(), row.startedAt());
    journal.add(actor, row);
  }

  private void addToFlyway(Migration migration) throws SQLException {
    flyway(migration, 0);
    Integer checksum = journal.checksums().get(migration.number());
    if (checksum != null) {
      sql.update(
          "UPDATE flyway_schema_history SET checksum = ? WHERE version = ?",
          checksum,
          migration.number());
    }
  }

  private void history(String number, String name, Instant appliedAt) throws SQLException {
    sql.update(
        """
        INSERT INTO migration_history (migration_number, migration_name, applied_at, rollback_at, status)
        VALUES (?, ?, ?, NULL, 'applied')
        ON CONFLICT (migration_number) DO UPDATE SET migration_name = excluded.migration_name,
          applied_at = excluded.applied_at, rollback_at = NULL, status = 'applied'
        """,
        number,
        name,
        appliedAt);
  }

  private void flyway(Migration migration, long ms) throws SQLException {
    sql.update(
        """
        INSERT INTO flyway_schema_history
          (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
        SELECT COALESCE(MAX(installed_rank), 0) + 1, ?, ?, 'SQL', ?, ?, %s, ?, %s
        FROM flyway_schema_history
        """
            .formatted(sql.isSqlite() ? "''" : "current_user", sql.isSqlite() ? "1" : "true"),
        migration.number(),
        migration.name().replace('_', ' '),
        migration.up().name(),
        migration.checksum(),
        (int) Math.min(ms, Integer.MAX_VALUE));
  }

  private static Instant at(@Nullable Instant instant) {
    return instant == null ? Instant.now() : instant;
  }
}
