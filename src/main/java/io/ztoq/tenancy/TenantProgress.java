package io.ztoq.tenancy;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a migration is.
 *
 * @param runId 0 before it has one, and in a dry run
 * @param table under way, empty before the first
 * @param tableDone rows of this table that were decided
 * @param tableTotal rows of this table that had no tenant
 * @param done rows of all tables that were decided
 * @param total rows of the tables that were begun
 * @param batchSize rows of the next batch
 * @param batches of this process
 * @param waiting others hold the rows of the next batch
 * @param lockMsP99 time that 99 of 100 batches did not exceed, milliseconds
 */
public record TenantProgress(
    int runId,
    String table,
    long tableDone,
    long tableTotal,
    long done,
    long total,
    long failed,
    long quarantined,
    int batchSize,
    int batches,
    double lockMsP99,
    boolean paused,
    boolean waiting) {

  static TenantProgress of(
      @Nullable TenantRun run, LockTimes times, boolean paused, boolean waiting) {
    Collection<TableCursor> cursors = run == null ? List.of() : run.cursors().values();
    TableCursor current =
        cursors.stream()
            .filter(one -> !one.isDone())
            .max(Comparator.comparingInt(TableCursor::place))
            .orElse(null);
    return new TenantProgress(
        run == null ? 0 : run.runId(),
        current == null ? "" : current.table(),
        current == null ? 0 : current.done(),
        current == null ? 0 : current.all(),
        cursors.stream().mapToLong(TableCursor::done).sum(),
        cursors.stream().mapToLong(TableCursor::all).sum(),
        cursors.stream().mapToLong(TableCursor::failed).sum(),
        cursors.stream().mapToLong(TableCursor::quarantined).sum(),
        current == null ? 0 : current.batchSize(),
        times.count(),
        times.quantile(0.99),
        paused,
        waiting);
  }
}
