package io.ztoq.tenancy;

import io.ztoq.failure.RecordRejected;
import io.ztoq.failure.TransientFailure;
import io.ztoq.schema.Sql;
import io.ztoq.tenancy.TableCursor.Tally;
import io.ztoq.tenancy.rule.Speed;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the rows of one table their tenant, batch by batch, each in a transaction with the cursor
 * behind it. A batch that the database refuses is halved until the row is alone.
 */
final class TableFill {

  private static final Logger LOG = LoggerFactory.getLogger(TableFill.class);

  private static final int ATTEMPTS = 8;

  private final TenantRun run;
  private final PlannedTable table;
  private final RowSql rowSql;
  private final RowReader reader;
  private final BatchWriter writer;
  private final Writers writers;
  private TableCursor cursor;
  private volatile boolean waiting;
  private @Nullable SQLException refusal;

  private TableFill(TenantRun run, PlannedTable table, TableCursor cursor, List<String> triggers) {
    this.run = run;
    this.table = table;
    this.rowSql = run.rowSql();
    this.reader = new RowReader(rowSql);
    this.cursor = cursor;
    this.writer =
        new BatchWriter(
            run.database().dialect(), table, run.runId(), cursor.hashedColumns(), triggers);
    this.writers = new Writers(table.name());
    run.keep(cursor);
  }

  /** Begins a table, or goes on behind its last batch. */
  static TableFill begin(TenantRun run, PlannedTable table, int place) throws SQLException {
    return run.session()
        .patiently(
            sql -> {
              TableCursor cursor =
                  run.isLive()
                      ? new RunRecords(sql).cursor(run.runId(), table.name()).orElse(null)
                      : run.cursor(table.name()).orElse(null);
              if (cursor == null) {
                cursor = TableStart.of(run, table, place, sql);
                if (run.isLive()) {
                  new RunRecords(sql).save(run.runId(), cursor);
                }
              }
              List<String> triggers =
                  run.isLive() ? Catalogue.triggers(sql, table.name()) : List.of();
              return new TableFill(run, table, cursor, triggers);
            });
  }

  /** Whether others hold the rows of the next batch; for whoever watches. */
  boolean isWaiting() {
    return waiting;
  }

  Batch batch() {
    return new Batch(table.name(), !cursor.isDone(), cursor.batchSize());
  }

  /**
   * One batch, one transaction.
   *
   * @param goOn is called before the batch is tried again; may throw
   * @return what is next; the same rows in a smaller batch when one of them was refused
   * @throws RecordRejected (TEN-020) when the database refuses a single row
   * @throws TransientFailure (TEN-021) when others hold the rows for too long
   */
  Batch next(int most, Runnable goOn) {
    for (int attempt = 1; ; attempt++) {
      if (attempt > 1) {
        goOn.run();
      }
      long begun = System.nanoTime();
      try {
        TableCursor after = run.session().in(sql -> step(sql, most));
        double ms = (System.nanoTime() - begun) / 1e6;
        waiting = false;
        if (most < after.batchSize()) {
          keep(after, ms);
          return new Batch(table.name(), !after.isDone(), Math.min(2 * most, after.batchSize()));
        }
        keep(after.withBatchSize(adapted(most, ms)), ms);
        return batch();
      } catch (SQLException problem) {
        Batch smaller = smaller(problem, most, attempt);
        if (smaller != null) {
          return smaller;
        }
      }
    }
  }

  private void keep(TableCursor after, double ms) {
    if (!after.isDone() && ms > 0) {
      run.lockTimes().add(ms);
      run.told()
          .accept(
              "%s: %d of %d rows, the last %d in %.0f ms"
                  .formatted(
                      table.name(), after.done(), after.all(), after.done() - cursor.done(), ms));
    }
    cursor = after;
    run.keep(after);
  }

  /** Null when the same batch is to be tried again. */
  private @Nullable Batch smaller(SQLException problem, int most, int attempt) {
    Dialect dialect = run.database().dialect();
    if (dialect.isTransient(problem)) {
      waiting = true;
      waitOnce(problem, attempt);
      return null;
    }
    if (!dialect.isRefusal(problem)) {
      throw TenantFailures.unusable("%s: a batch %s".formatted(table.name(), place()), problem);
    }
    if (most > 1) {
      return new Batch(table.name(), true, most / 2);
    }
    refusal = problem;
    throw new RecordRejected("TEN-020", table.name() + ": " + cause(problem), problem);
  }

  private void waitOnce(SQLException problem, int attempt) {
    LOG.debug("batch waits table={} attempt={} {}", table.name(), attempt, problem.getMessage());
    if (attempt >= ATTEMPTS) {
      throw new TransientFailure(
          "TEN-021",
          "%s: rows %s are held by others for too long: %s; run the same command again when they are free"
              .formatted(table.name(), place(), TenantFailures.oneLine(problem)),
          problem);
    }
    run.told()
        .accept(
            "%s: others hold rows %s, attempt %d of %d"
                .formatted(table.name(), place(), attempt, ATTEMPTS));
    pause(run.database().lockTimeoutMs() / 20L << attempt);
  }

  /** Where the rows of the next batch are. */
  private String place() {
    return cursor.lastKey() == null ? "at the beginning" : "behind " + cursor.lastKey();
  }

  private String cause(SQLException problem) {
    String constraint = run.database().dialect().constraint(problem);
    String message = TenantFailures.oneLine(problem);
    return constraint == null ? message : "constraint %s: %s".formatted(constraint, message);
  }

  private static void pause(long ms) {
    try {
      Thread.sleep(ms);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new TransientFailure("TEN-021", "interrupted while waiting for rows", stopped);
    }
  }

  /** Writes down the row that {@link #next} could not change, and goes on behind it. */
  Batch reject() throws SQLException {
    SQLException why = refusal;
    if (why == null) {
      throw new IllegalStateException("no row was refused");
    }
    TableCursor after =
        run.session()
            .patiently(
                sql -> {
                  List<OpenRow> rows = reader.read(sql, table, cursor, run.runId(), 1);
                  if (rows.isEmpty()) {
                    return cursor;
                  }
                  Decision refused =
                      Decision.none(
                          rows.get(0).key(), Decision.Code.REFUSED, cause(why), List.of());
                  LOG.warn(
                      "row refused table={} key={} {}",
                      table.name(),
                      refused.key(),
                      refused.reason());
                  return write(sql, rows, List.of(refused), new Notes());
                });
    refusal = null;
    keep(after, 0);
    return new Batch(table.name(), true, 1);
  }

  private TableCursor step(Sql sql, int most) throws SQLException {
    List<OpenRow> rows = reader.read(sql, table, cursor, run.runId(), most);
    if (rows.isEmpty()) {
      return finish(sql);
    }
    Chooser chooser =
        new Chooser(
            table,
            run.tenants(),
            rowSql,
            !run.rules().hasRules(),
            (parent, key) -> isRefused(sql, parent, key));
    List<Decision> decisions = rows.stream().map(chooser::choose).toList();
    return write(sql, rows, decisions, chooser.notes());
  }

  private TableCursor write(Sql sql, List<OpenRow> rows, List<Decision> decisions, Notes more)
      throws SQLException {
    Notes notes = Notes.parse(cursor.warnings());
    notes.addAll(more);
    Tally tally = Tally.of(rows, decisions, cursor.pass());
    if (tally.late() > 0) {
      String by = writers.names(sql);
      for (OpenRow row : rows) {
        if (row.isLate() || cursor.pass() > 1) {
          notes.add("W11", row.key(), 1, by);
        }
      }
    }
    TableCursor after = cursor.behind(rows.get(rows.size() - 1).key(), tally, notes);
    if (run.isLive()) {
      writer.write(sql, decisions);
      new RunRecords(sql).save(run.runId(), after);
    } else {
      run.plan(table.name(), decisions);
    }
    return after;
  }

  /** Rows beyond those of the start that no key tells apart came meanwhile, too. */
  private TableCursor finish(Sql sql) throws SQLException {
    Notes notes = Notes.parse(cursor.warnings());
    long surplus = Math.max(0, cursor.done() - cursor.all());
    if (surplus > 0) {
      notes.add("W11", "", surplus, writers.names(sql));
    }
    TableCursor done = cursor.done(surplus, notes, Instant.now());
    if (run.isLive()) {
      new RunRecords(sql).save(run.runId(), done);
    }
    return done;
  }

  private boolean isRefused(Sql sql, String parent, String key) {
    if (!run.isLive()) {
      return false;
    }
    try {
      return !sql.list(
              """
              SELECT 1 FROM ztoq_tenant_quarantine WHERE run_id = ? AND table_name = ? AND row_key = ?
                AND code IN ('refused', 'parent-failed')
              """,
              row -> true,
              run.runId(),
              parent,
              key)
          .isEmpty();
    } catch (SQLException problem) {
      throw TenantFailures.failed(
          "TEN-023", "the quarantine cannot be read: " + problem.getMessage(), problem);
    }
  }

  /** Towards the target, at most twice or half of what it was. */
  private int adapted(int rows, double ms) {
    Speed speed = run.rules().speed();
    double factor = Math.max(0.5, Math.min(2, speed.targetBatchMs() / Math.max(ms, 0.1)));
    return Math.max(1, Math.min(speed.largestBatch(), (int) Math.round(rows * factor)));
  }
}
