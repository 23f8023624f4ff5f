package io.ztoq.tenancy;

import io.ztoq.schema.EngineOptions;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The end of a run: rows that came late, what was expected against what happened, the indexes. */
final class RunEnd {

  /** Rows that came while a table was worked on are looked for so often. */
  private static final int PASSES = 5;

  private final TenantRun run;
  private final List<String> errors;

  /**
   * @param errors that are added to
   */
  RunEnd(TenantRun run, List<String> errors) {
    this.run = run;
    this.errors = errors;
  }

  List<String> lateTables() {
    if (!run.isLive()) {
      return List.of();
    }
    List<String> late = new ArrayList<>();
    for (PlannedTable table : run.plan().tables()) {
      TableCursor cursor = run.cursor(table.name()).orElseThrow();
      long left = left(table);
      if (left > 0 && cursor.pass() < PASSES) {
        again(cursor);
        late.add(table.name());
      } else if (left > 0) {
        errors.add(
            "TEN-019 %s: %d rows came without a tenant again and again; stop or mend their writer, then run this once more"
                .formatted(table.name(), left));
      }
    }
    return late;
  }

  private long left(PlannedTable table) {
    String open = run.rowSql().leftOpen(table, run.runId());
    try {
      return run.session().read(sql -> sql.number("SELECT count(*) " + open));
    } catch (SQLException problem) {
      throw TenantFailures.unusable(table.name(), problem);
    }
  }

  private void again(TableCursor cursor) {
    TableCursor again = cursor.again(Notes.parse(cursor.warnings()));
    try {
      run.session()
          .patiently(
              sql -> {
                new RunRecords(sql).save(run.runId(), again);
                return again;
              });
      run.keep(again);
    } catch (SQLException problem) {
      throw TenantFailures.unusable(cursor.table(), problem);
    }
  }

  /**
   * @param migrations folder for the indexes
   */
  void end(Path migrations) {
    for (TableCursor cursor : run.cursors().values()) {
      if (cursor.gone() > 0) {
        errors.add(
            "TEN-019 %s: %d rows had no tenant at the start and %d were met; the others were deleted or given a tenant by somebody else meanwhile; run this once more"
                .formatted(cursor.table(), cursor.total(), cursor.done() - cursor.late()));
      }
    }
    if (run.isLive()) {
      addIndexes(migrations);
      close(isClean() ? "completed" : "failed");
    }
  }

  private void addIndexes(Path migrations) {
    try {
      ChangeFiles files =
          new ChangeFiles(
              run.database().where(),
              migrations,
              EngineOptions.usual(run.actor()),
              Preparation.NAMES);
      files.finishHalfDone();
      Optional<SchemaChange> missing =
          run.session().in(sql -> Preparation.indexes(sql, run.plan()));
      missing.ifPresent(files::apply);
    } catch (SQLException problem) {
      throw TenantFailures.unusable("the catalogue", problem);
    }
  }

  private boolean isClean() {
    return errors.isEmpty()
        && run.cursors().values().stream()
            .allMatch(one -> one.failed() == 0 && one.quarantined() == 0);
  }

  /** The run can be gone on with. */
  void interrupted() {
    if (run.isLive()) {
      close("stopped");
    }
  }

  private void close(String status) {
    try {
      run.session()
          .patiently(
              sql -> {
                new RunRecords(sql).end(run.runId(), status, Instant.now());
                return status;
              });
    } catch (SQLException problem) {
      throw TenantFailures.unusable(Bookkeeping.RUN, problem);
    }
  }
}
