package io.ztoq.schema;

import io.ztoq.failure.RunStopped;
import io.ztoq.schema.SchemaListener.Step;
import io.ztoq.schema.Scripts.Statement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs what cannot be one transaction, or should not: statements on their own ({@code transaction:
 * none}) or one statement again and again ({@code batch:}). After every step the journal says how
 * far it is, so that an interrupted one is gone on with.
 */
final class SteppedRun {

  /** So often the same short batch again means that its statement finds its own rows again. */
  private static final int ENDLESS = 5;

  private final SchemaDatabase database;
  private final Scripts scripts;
  private final EngineOptions options;

  SteppedRun(SchemaDatabase database, Scripts scripts, EngineOptions options) {
    this.database = database;
    this.scripts = scripts;
    this.options = options;
  }

  /**
   * @param half where it was interrupted, null for the first time
   * @throws RunStopped (SCH-018) when a step fails; the steps before stay, the next command goes on
   */
  void apply(Migration migration, @Nullable JournalEntry half) throws SQLException {
    run(migration, JournalEntry.APPLY, migration.up(), half);
  }

  /**
   * @param half where it was interrupted, null for the first time
   * @throws RunStopped (SCH-018) when a step fails; the steps before stay, the next command goes on
   */
  void rollBack(Migration migration, SqlFile down, @Nullable JournalEntry half)
      throws SQLException {
    run(migration, JournalEntry.ROLLBACK, down, half);
  }

  private void run(Migration migration, String direction, SqlFile file, @Nullable JournalEntry half)
      throws SQLException {
    Progress progress =
        new Progress(JournalEntry.started(migration, direction, Instant.now()), half);
    try (Work work = Work.open(database, options)) {
      work.note(progress.start);
      options.listener().reached(Step.STARTED, migration, half == null ? "" : "goes on");
      try {
        if (half == null && progress.isApply()) {
          Checks.hold(work, migration, "before", migration.header().before());
          work.connection().rollback();
        }
        work.note(progress.line("begun"));
        steps(work, migration, file, progress);
        finish(work, migration, progress);
      } catch (RunStopped | SQLException problem) {
        boolean begun = half != null || progress.begun;
        work.fail(progress.line("").failed(Instant.now(), problem.getMessage()));
        throw begun ? told(migration, progress, problem) : asIs(migration, problem);
      }
      options.listener().reached(Step.DONE, migration, progress.told());
    }
  }

  private void steps(Work work, Migration migration, SqlFile file, Progress progress)
      throws SQLException {
    List<Statement> statements = scripts.split(file);
    if (progress.isApply() && migration.header().batch() > 0) {
      batches(work, migration, statements.get(0), progress);
    } else {
      for (int i = progress.step; i < statements.size(); i++) {
        one(work, file, statements.get(i), progress, statements.size());
        options.listener().reached(Step.STATEMENT, migration, statements.get(i).shortly());
      }
    }
  }

  /** Where the database allows it, a statement and its line in the journal are one transaction. */
  private void one(Work work, SqlFile file, Statement statement, Progress progress, int all)
      throws SQLException {
    try {
      if (statement.inTransaction()) {
        scripts.run(work.connection(), statement);
      } else {
        InvalidIndexes.drop(work, statement);
        work.connection().setAutoCommit(true);
        scripts.run(work.connection(), statement);
        work.connection().setAutoCommit(false);
        InvalidIndexes.refuse(work, statement);
      }
    } catch (SQLException problem) {
      throw TransactionRun.at(file, statement, problem);
    }
    work.restoreSession();
    progress.step++;
    work.note(progress.line("statement %d of %d".formatted(progress.step, all)));
  }

  private void batches(Work work, Migration migration, Statement statement, Progress progress)
      throws SQLException {
    long last = -1;
    int same = 0;
    while (true) {
      long changed;
      try {
        changed = scripts.run(work.connection(), statement);
      } catch (SQLException problem) {
        throw TransactionRun.at(migration.up(), statement, problem);
      }
      work.restoreSession();
      if (changed == 0) {
        return;
      }
      boolean isShort = changed < migration.header().batch();
      same = isShort && changed == last ? same + 1 : 0;
      if (same >= ENDLESS) {
        throw new SQLException(
            "its statement changes the same %d rows again and again; its WHERE must leave out what is done"
                .formatted(changed));
      }
      last = changed;
      progress.step++;
      progress.rows += changed;
      work.note(progress.line(progress.told()));
      options.listener().reached(Step.STATEMENT, migration, progress.told());
    }
  }

  private void finish(Work work, Migration migration, Progress progress) throws SQLException {
    if (progress.isApply()) {
      Checks.hold(work, migration, "after", migration.header().after());
      work.records().applied(migration, progress.line("").done(Instant.now(), progress.told()));
    } else {
      work.records().takenBack(migration, progress.line("").done(Instant.now(), progress.told()));
    }
    options.listener().reached(Step.RECORDED, migration, "");
    work.commit(migration);
  }

  private static RunStopped told(Migration migration, Progress progress, Exception problem) {
    return SchemaFailures.failed(
        "SCH-018",
        "%s stands half done (%s): %s; after the cure `ztoq schema %s %s` goes on there%s"
            .formatted(
                migration.display(),
                progress.told(),
                problem.getMessage(),
                progress.start.direction(),
                migration.number(),
                progress.isApply()
                    ? ", `ztoq schema rollback %s` takes it back".formatted(migration.number())
                    : ""),
        problem);
  }

  private static RunStopped asIs(Migration migration, Exception problem) {
    return problem instanceof RunStopped stopped
        ? stopped
        : SchemaFailures.failed(
            "SCH-010",
            "%s failed before its first step, nothing was done: %s"
                .formatted(migration.display(), problem.getMessage()),
            problem);
  }

  /** How far it is. */
  private static final class Progress {

    private final JournalEntry start;
    private int step;
    private long rows;
    private boolean begun;

    Progress(JournalEntry start, @Nullable JournalEntry half) {
      this.start = start;
      this.step = half == null ? 0 : half.step();
      this.rows = half == null ? 0 : half.rows();
    }

    boolean isApply() {
      return start.direction().equals(JournalEntry.APPLY);
    }

    JournalEntry line(String text) {
      begun |= !text.isEmpty();
      return start.running(step, rows, text);
    }

    String told() {
      String steps = step == 1 ? "1 step" : step + " steps";
      return rows > 0
          ? "%d rows in %s".formatted(rows, step == 1 ? "1 batch" : step + " batches")
          : steps;
    }
  }
}
