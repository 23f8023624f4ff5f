package io.ztoq.tenancy;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a table is.
 *
 * @param pass 1, or more when rows came while the pass before was under way
 * @param lastKey of the last batch, JSON text; null before the first
 * @param highKey last key of the table when its first pass began; null when it was empty
 * @param batchSize rows of the next batch
 * @param total rows without a tenant when its first pass began
 * @param migrated rows that got a tenant, or would in a dry run
 * @param failed rows that the database refused, and their children
 * @param quarantined rows that nobody may give a tenant, and their children
 * @param late rows that came without a tenant afterwards; they are part of the three above
 * @param hashedColumns that must not change
 */
public record TableCursor(
    String table,
    int place,
    boolean isDone,
    int pass,
    @Nullable String lastKey,
    @Nullable String highKey,
    int batchSize,
    long total,
    long migrated,
    long failed,
    long quarantined,
    long late,
    List<String> hashedColumns,
    String warnings,
    Instant startedAt,
    @Nullable Instant endedAt) {

  public TableCursor {
    hashedColumns = List.copyOf(hashedColumns);
  }

  /** Rows that it was about: those of the start and those that came. */
  public long all() {
    return total + late;
  }

  public long done() {
    return migrated + failed + quarantined;
  }

  /** Rows of the start that nobody has met: deleted, or given a tenant by somebody else. */
  public long gone() {
    return Math.max(0, all() - done());
  }

  TableCursor withBatchSize(int rows) {
    return new TableCursor(
        table,
        place,
        isDone,
        pass,
        lastKey,
        highKey,
        rows,
        total,
        migrated,
        failed,
        quarantined,
        late,
        hashedColumns,
        warnings,
        startedAt,
        endedAt);
  }

  TableCursor behind(String key, Tally more, Notes notes) {
    return new TableCursor(
        table,
        place,
        false,
        pass,
        key,
        highKey,
        batchSize,
        total,
        migrated + more.migrated(),
        failed + more.failed(),
        quarantined + more.quarantined(),
        late + more.late(),
        hashedColumns,
        notes.json(),
        startedAt,
        null);
  }

  TableCursor again(Notes notes) {
    return new TableCursor(
        table,
        place,
        false,
        pass + 1,
        null,
        highKey,
        batchSize,
        total,
        migrated,
        failed,
        quarantined,
        late,
        hashedColumns,
        notes.json(),
        startedAt,
        null);
  }

  TableCursor done(long surplus, Notes notes, Instant now) {
    return new TableCursor(
        table,
        place,
        true,
        pass,
        lastKey,
        highKey,
        batchSize,
        total,
        migrated,
        failed,
        quarantined,
        late + surplus,
        hashedColumns,
        notes.json(),
        startedAt,
        now);
  }

  /** What a batch adds. */
  record Tally(long migrated, long failed, long quarantined, long late) {

    static Tally of(List<OpenRow> rows, List<Decision> decisions, int pass) {
      long failed = decisions.stream().filter(one -> fails(one)).count();
      long migrated = decisions.stream().filter(one -> one.tenant() != null).count();
      long late = pass > 1 ? rows.size() : rows.stream().filter(OpenRow::isLate).count();
      return new Tally(migrated, failed, decisions.size() - migrated - failed, late);
    }

    private static boolean fails(Decision decision) {
      Decision.Code code = decision.code();
      return code != null && code.isFailure();
    }
  }
}
