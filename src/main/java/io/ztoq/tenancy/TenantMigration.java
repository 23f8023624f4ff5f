package io.ztoq.tenancy;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.tenancy.rule.TenantRules;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives every row of a database its tenant. The routes in routes/tenants call its methods in their
 * order; every batch is a transaction, so that it may be killed at any moment and run again.
 */
public final class TenantMigration implements AutoCloseable {

  private static final long PAUSE_MS = 300;

  private final TenantDatabase database;
  private final TenantRules rules;
  private final TenantOptions options;
  private final BooleanSupplier stop;
  private final LockTimes lockTimes = new LockTimes();
  private final List<String> errors = new ArrayList<>();
  private final Instant startedAt = Instant.now();
  private @Nullable TenantLease lease;
  private volatile @Nullable TenantRun run;
  private volatile @Nullable TableFill fill;
  private volatile boolean paused;

  /**
   * @param stop is asked between two batches
   */
  public TenantMigration(
      TenantDatabase database, TenantRules rules, TenantOptions options, BooleanSupplier stop) {
    this.database = database;
    this.rules = rules;
    this.options = options;
    this.stop = stop;
  }

  /**
   * Checks everything, then prepares the database and creates the tenants that are missing; a run
   * that was cut short is gone on with. A dry run only checks.
   *
   * @throws RunStopped (TEN-001 to TEN-017) when it cannot begin
   */
  public void begin() {
    if (!options.dryRun()) {
      lease = TenantLease.take(database);
    }
    run = new RunStart(database, rules, options, lockTimes).begin();
  }

  /** Names of the tables, parents first. */
  public List<String> tables() {
    return run().plan().names();
  }

  /** Begins a table, or goes on where it was. */
  public Batch beginTable(String table) {
    TenantRun current = run();
    try {
      TableFill begun =
          TableFill.begin(current, current.plan().table(table), tables().indexOf(table));
      fill = begun;
      return begun.batch();
    } catch (SQLException problem) {
      throw TenantFailures.unusable(table, problem);
    }
  }

  /**
   * Does one batch.
   *
   * @return what is next
   * @throws io.ztoq.failure.RecordRejected (TEN-020) when the database refuses a single row; {@link
   *     #reject} goes on
   * @throws RunStopped (TEN-018) after a request to stop, (TEN-023) when nothing can be written
   */
  public Batch next(Batch batch) {
    waitWhilePaused();
    return fill().next(batch.most(), this::refuseStopped);
  }

  /** Writes down the row that was refused, and goes on behind it. */
  public Batch reject(Batch batch) {
    try {
      return fill().reject();
    } catch (SQLException problem) {
      throw TenantFailures.unusable(batch.table(), problem);
    }
  }

  /**
   * Tables to go through once more, since rows came without a tenant while they were worked on;
   * empty when there are none, or when it does not end.
   */
  public List<String> lateTables() {
    return new RunEnd(run(), errors).lateTables();
  }

  /**
   * Compares what was expected with what happened, and adds the indexes.
   *
   * @throws RunStopped (SCH-019) when an index cannot be made
   */
  public void end() {
    new RunEnd(run(), errors).end(options.migrations());
  }

  /** Writes down that the run was cut short; it can be gone on with. */
  public void interrupted() {
    TenantRun current = run;
    if (current != null) {
      new RunEnd(current, errors).interrupted();
    }
  }

  private void waitWhilePaused() {
    TenantRun current = run();
    refuseStopped();
    try {
      while (current.isLive() && Pause.isAsked(current)) {
        paused = true;
        Thread.sleep(PAUSE_MS);
        refuseStopped();
      }
    } catch (InterruptedException problem) {
      Thread.currentThread().interrupt();
      throw stopped();
    } finally {
      paused = false;
    }
  }

  private void refuseStopped() {
    if (stop.getAsBoolean()) {
      throw stopped();
    }
  }

  private static RunStopped stopped() {
    return new RunStopped(
        ExitCode.STOPPED,
        "TEN-018",
        "stopped on request between two batches; the same command goes on");
  }

  /**
   * What there is to say, at any time.
   *
   * @param failure why it ended early, null when it did not
   */
  public MigrationReport report(@Nullable RunStopped failure) {
    return new ReportMaker(rules, options, run, errors, lockTimes, startedAt).make(failure);
  }

  /** How far it is; for whoever watches. */
  public TenantProgress progress() {
    TableFill current = fill;
    return TenantProgress.of(run, lockTimes, paused, current != null && current.isWaiting());
  }

  /** Asks this process to wait before its next batch, or to go on. */
  public void pause(boolean wait) {
    TenantRun current = run;
    if (current != null && current.isLive()) {
      Pause.set(database, current.runId(), wait);
    }
  }

  private TenantRun run() {
    TenantRun current = run;
    if (current == null) {
      throw new IllegalStateException("the migration has not begun");
    }
    return current;
  }

  private TableFill fill() {
    TableFill current = fill;
    if (current == null) {
      throw new IllegalStateException("no table has begun");
    }
    return current;
  }

  @Override
  public void close() {
    TenantRun current = run;
    if (current != null) {
      current.session().close();
    }
    TenantLease held = lease;
    if (held != null) {
      held.close();
    }
  }
}
