package io.ztoq.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The rows that say what is applied: {@code migration_history}, Flyway's table and the journal are
 * always changed together, in the caller's transaction.
 */
public final class SchemaRecords {

  private final Sql sql;
  private final Actor actor;
  private final Journal journal;
  private final FlywayTable flyway;

  public SchemaRecords(Connection connection, Actor actor) throws SQLException {
    this.sql = new Sql(connection);
    this.actor = actor;
    this.journal = new Journal(sql);
    this.flyway = new FlywayTable(sql);
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
    flyway.remove(migration.number());
    flyway.add(
        migration,
        migration.checksum(),
        Duration.between(done.startedAt(), Instant.now()).toMillis());
    journal.add(actor, done);
  }

  /** Takes the file of an applied migration as it is now; when it was applied does not change. */
  public void accepted(Migration migration, JournalEntry done) throws SQLException {
    sql.update(
        "UPDATE migration_history SET migration_name = ? WHERE migration_number = ?",
        migration.name(),
        migration.number());
    flyway.change(migration);
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
    flyway.remove(migration.number());
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
    spreadBaseline(set);
    Set<String> applied =
        new LinkedHashSet<>(
            sql.list(
                "SELECT migration_number FROM migration_history WHERE status = 'applied'",
                row -> row.getString(1)));
    Map<String, FlywayTable.Row> rows = flyway.applied();
    for (FlywayTable.Row row : rows.values()) {
      if (!applied.contains(row.number())) {
        takeOver(row, JournalEntry.APPLY, "applied by Flyway's own tools, taken over");
      }
    }
    Map<String, Integer> checksums = journal.checksums();
    for (String number : applied) {
      Migration migration = set.find(number).orElse(null);
      if (!rows.containsKey(number) && migration != null) {
        flyway.add(migration, checksums.getOrDefault(number, migration.checksum()), 0);
      }
    }
  }

  /** A baseline of Flyway's own tools stands for every migration up to it: one row for each. */
  private void spreadBaseline(MigrationSet set) throws SQLException {
    FlywayTable.Row baseline = flyway.baseline().orElse(null);
    if (baseline == null) {
      return;
    }
    Set<String> known = flyway.applied().keySet();
    for (Migration migration : set.all()) {
      if (Numbers.compare(migration.number(), baseline.number()) <= 0
          && !known.contains(migration.number())) {
        flyway.add(migration, migration.checksum(), 0);
        takeOver(
            new FlywayTable.Row(
                migration.number(), migration.name(), migration.checksum(), baseline.at()),
            JournalEntry.BASELINE,
            "baseline of Flyway's own tools, taken over");
      }
    }
    flyway.removeBaseline();
  }

  private void takeOver(FlywayTable.Row row, String direction, String message) throws SQLException {
    Instant at = row.at() == null ? Instant.now() : row.at();
    history(row.number(), row.name(), at);
    journal.add(
        actor,
        new JournalEntry(
            row.number(),
            row.name(),
            direction,
            JournalEntry.DONE,
            0,
            0,
            at,
            at,
            row.checksum(),
            message));
  }

  private void history(String number, String name, Instant appliedAt) throws SQLException {
    int there =
        sql.update(
            """
            UPDATE migration_history
            SET migration_name = ?, applied_at = ?, rollback_at = NULL, status = 'applied'
            WHERE migration_number = ?
            """,
            name,
            appliedAt,
            number);
    if (there == 0) {
      sql.insert(
          EngineTables.HISTORY,
          "migration_number, migration_name, applied_at, status",
          number,
          name,
          appliedAt,
          "applied");
    }
  }
}
