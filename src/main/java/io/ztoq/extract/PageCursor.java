package io.ztoq.extract;

import io.ztoq.zephyr.ZephyrList;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where the reading of one list stands; kept as the position of its checkpoint.
 *
 * @param byCursor paged by "nextgen" cursor, else by row number
 * @param position next row number from 0, or next cursor
 * @param sweep number of the reading, from 1, one more for every complete reading of this list ever
 *     begun
 * @param pass how often this run has begun to read the list, from 1
 * @param page pages stored so far
 * @param rows rows received in the current stage
 * @param total rows of the whole list as Zephyr last said, null when it does not tell
 * @param firstTotal what it said on the first page of this sweep
 * @param startedAt our clock before the first page; the next incremental reading starts there
 * @param watermark startedAt of the reading before, null when there was none
 * @param limit most test cases wanted, 0: all; on another list: only rows of the cases that are
 *     there
 * @param at when this cursor was made
 */
public record PageCursor(
    ZephyrList list,
    Stage stage,
    boolean byCursor,
    long position,
    long sweep,
    int pass,
    int page,
    long rows,
    @Nullable Long total,
    @Nullable Long firstTotal,
    Instant startedAt,
    @Nullable Instant watermark,
    boolean rereadAll,
    int limit,
    Instant at) {

  /** What is being asked for. */
  public enum Stage {
    /**
     * Rows changed after a date in the future: an empty page proves that the server honours the
     * filter.
     */
    PROBE,
    /**
     * Rows changed since the reading before: their details are due even when the row looks the
     * same.
     */
    CHANGES,
    /** All rows; those that it does not show are gone. */
    SWEEP,
    /** Every page is stored, what is gone is not marked yet. */
    ENDED,
    DONE
  }

  /** Whether there is something to ask for. */
  public boolean hasMore() {
    return stage == Stage.PROBE || stage == Stage.CHANGES || stage == Stage.SWEEP;
  }

  /** Whether rows are counted against the limit: it is one of test cases. */
  boolean full() {
    return limit > 0 && list == ZephyrList.TEST_CASE && rows >= limit;
  }

  PageCursor enter(Stage next) {
    return new PageCursor(
        list,
        next,
        byCursor,
        0,
        sweep,
        pass,
        page,
        next == Stage.SWEEP ? 0 : rows,
        total,
        firstTotal,
        startedAt,
        watermark,
        rereadAll,
        limit,
        at);
  }

  PageCursor moved(long to, int received, @Nullable Long totalNow) {
    return new PageCursor(
        list,
        stage,
        byCursor,
        to,
        sweep,
        pass,
        page + 1,
        rows + received,
        totalNow == null ? total : totalNow,
        rows == 0 ? totalNow : firstTotal,
        startedAt,
        watermark,
        rereadAll,
        limit,
        at);
  }

  /** Not by cursor after all. */
  PageCursor byRowNumber() {
    return new PageCursor(
        list,
        Stage.SWEEP,
        false,
        0,
        sweep,
        pass,
        page,
        0,
        null,
        null,
        startedAt,
        watermark,
        rereadAll,
        limit,
        at);
  }

  /** The same list from its first row, since it changed while it was read. */
  PageCursor again() {
    return new PageCursor(
        list,
        Stage.SWEEP,
        byCursor,
        0,
        sweep + 1,
        pass + 1,
        page,
        0,
        null,
        null,
        startedAt,
        watermark,
        rereadAll,
        limit,
        at);
  }

  PageCursor withReread(boolean all) {
    return new PageCursor(
        list,
        stage,
        byCursor,
        position,
        sweep,
        pass,
        page,
        rows,
        total,
        firstTotal,
        startedAt,
        watermark,
        all,
        limit,
        at);
  }

  PageCursor at(Instant now) {
    return new PageCursor(
        list,
        stage,
        byCursor,
        position,
        sweep,
        pass,
        page,
        rows,
        total,
        firstTotal,
        startedAt,
        watermark,
        rereadAll,
        limit,
        now);
  }
}
