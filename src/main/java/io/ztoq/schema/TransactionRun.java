package io.ztoq.schema;

import io.ztoq.failure.RunStopped;
import io.ztoq.schema.SchemaListener.Step;
import io.ztoq.schema.Scripts.Statement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Applies a migration, or takes it back, in one transaction together with all rows about it. */
final class TransactionRun {

  private final SchemaDatabase database;
  private final Scripts scripts;
  private final EngineOptions options;

  TransactionRun(SchemaDatabase database, Scripts scripts, EngineOptions options) {
    this.database = database;
    this.scripts = scripts;
    this.options = options;
  }

  /**
   * @throws RunStopped (SCH-010, SCH-014) when it fails; nothing of it is left behind then
   */
  void apply(Migration migration) throws SQLException {
    run(migration, JournalEntry.APPLY, migration.up());
  }

  /**
   * @throws RunStopped (SCH-011) when it fails; the migration is still applied then
   */
  void rollBack(Migration migration, SqlFile down) throws SQLException {
    run(migration, JournalEntry.ROLLBACK, down);
  }

  private void run(Migration migration, String direction, SqlFile file) throws SQLException {
    JournalEntry entry = JournalEntry.started(migration, direction, Instant.now());
    try (Work work = Work.open(database, options)) {
      work.note(entry);
      options.listener().reached(Step.STARTED, migration, "");
      try {
        change(work, migration, direction, file);
        record(work, migration, entry);
        options.listener().reached(Step.RECORDED, migration, "");
        work.commit(migration);
      } catch (RunStopped problem) {
        work.fail(entry.failed(Instant.now(), problem.line()));
        throw problem;
      } catch (SQLException problem) {
        RunStopped told = told(migration, direction, problem);
        work.fail(entry.failed(Instant.now(), told.getMessage()));
        throw told;
      }
      options.listener().reached(Step.DONE, migration, "");
    }
  }

  private void change(Work work, Migration migration, String direction, SqlFile file)
      throws SQLException {
    boolean up = direction.equals(JournalEntry.APPLY);
    if (up) {
      Checks.hold(work, migration, "before", migration.header().before());
    }
    SqliteGuard guard = new SqliteGuard(work.sql());
    List<Statement> statements = scripts.split(file);
    for (Statement statement : statements) {
      try {
        scripts.run(work.connection(), statement);
      } catch (SQLException problem) {
        throw at(file, statement, problem);
      }
      options.listener().reached(Step.STATEMENT, migration, statement.shortly());
    }
    work.restoreSession();
    guard.check();
    if (up) {
      Checks.hold(work, migration, "after", migration.header().after());
    }
  }

  private static void record(Work work, Migration migration, JournalEntry entry)
      throws SQLException {
    JournalEntry done = entry.done(Instant.now(), null);
    if (entry.direction().equals(JournalEntry.APPLY)) {
      work.records().applied(migration, done);
    } else {
      work.records().takenBack(migration, done);
    }
  }

  /** The same problem with its place in the file. */
  static SQLException at(SqlFile file, Statement statement, SQLException problem) {
    return new SQLException(
        "%s:%d: %s (in: %s)"
            .formatted(file.name(), statement.line(), problem.getMessage(), statement.shortly()),
        problem.getSQLState(),
        problem.getErrorCode(),
        problem);
  }

  private static RunStopped told(Migration migration, String direction, SQLException problem) {
    return direction.equals(JournalEntry.APPLY)
        ? SchemaFailures.failed(
            "SCH-010",
            "%s failed, and nothing of it was left behind: %s; %s"
                .formatted(migration.display(), problem.getMessage(), cure(problem)),
            problem)
        : SchemaFailures.failed(
            "SCH-011",
            "%s could not be taken back, and nothing of it was changed: %s; correct its rollback file, then try again"
                .formatted(migration.display(), problem.getMessage()),
            problem);
  }

  private static String cure(SQLException problem) {
    return String.valueOf(problem.getMessage()).contains("already exists")
        ? "when this migration was applied before and its record is lost, `ztoq schema status` says which version it is and how to record it; else correct the file, then apply again"
        : "correct the file, then apply again";
  }
}
