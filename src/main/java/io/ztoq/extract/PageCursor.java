package io.ztoq.extract;

import io.ztoq.zephyr.ZephyrList;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where the reading of one list stands; kept as the position of its checkpoint.
 *
 * @param byCursor paged by "nextgen" cursor, else by row number
 * @param position next row number from 0, or next cursor
 * @param pass how often this run has begun to read the list, from 1
 * @param page pages stored so far
 * @param rows rows received in the current stage
 * @param total rows of the whole list as Zephyr last said, null when it does not tell
 * @param firstTotal what it said on the first page of this sweep
 * @param at when this cursor was made
 */
public record PageCursor(
    Reading reading,
    Stage stage,
    boolean byCursor,
    long position,
    int pass,
    int page,
    long rows,
    @Nullable Long total,
    @Nullable Long firstTotal,
    Instant at) {

  /**
   * What stays the same from the first page of a reading to its last.
   *
   * @param sweep number of the reading, from 1, one more for every complete reading of this list
   *     ever begun
   * @param startedAt our clock before the first page; the next incremental reading starts there
   * @param watermark startedAt of the reading before, null when there was none
   * @param rereadAll whether everything below its rows is read again, even where they look the same
   * @param wholeAt startedAt of the latest reading, this one included, that made everything below
   *     its rows due; null when none is known to have ended
   * @param limit most test cases wanted, 0: all; on another list: only rows of the cases that are
   *     there
   */
  public record Reading(
      ZephyrList list,
      long sweep,
      Instant startedAt,
      @Nullable Instant watermark,
      boolean rereadAll,
      @Nullable Instant wholeAt,
      int limit) {

    /** Whether it makes everything below its rows due. */
    boolean whole() {
      return startedAt.equals(wholeAt);
    }

    private Reading again() {
      return new Reading(list, sweep + 1, startedAt, watermark, rereadAll, wholeAt, limit);
    }
  }

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

  /** Before the first page. */
  static PageCursor first(Reading reading, Stage stage, boolean byCursor) {
    Instant now = reading.startedAt();
    return new PageCursor(reading, stage, byCursor, 0, 1, 0, 0, null, null, now);
  }

  /** Whether there is something to ask for. */
  public boolean hasMore() {
    return stage == Stage.PROBE || stage == Stage.CHANGES || stage == Stage.SWEEP;
  }

  ZephyrList list() {
    return reading.list();
  }

  /** Whether rows are counted against the limit: it is one of test cases. */
  boolean full() {
    return reading.limit() > 0 && list() == ZephyrList.TEST_CASE && rows >= reading.limit();
  }

  PageCursor enter(Stage next) {
    long counted = next == Stage.SWEEP ? 0 : rows;
    return new PageCursor(reading, next, byCursor, 0, pass, page, counted, total, firstTotal, at);
  }

  PageCursor moved(long to, int received, @Nullable Long totalNow) {
    return new PageCursor(
        reading,
        stage,
        byCursor,
        to,
        pass,
        page + 1,
        rows + received,
        totalNow == null ? total : totalNow,
        rows == 0 ? totalNow : firstTotal,
        at);
  }

  /** Not by cursor after all. */
  PageCursor byRowNumber() {
    return new PageCursor(reading, Stage.SWEEP, false, 0, pass, page, 0, null, null, at);
  }

  /** The same list from its first row, since it changed while it was read. */
  PageCursor again() {
    Reading next = reading.again();
    return new PageCursor(next, Stage.SWEEP, byCursor, 0, pass + 1, page, 0, null, null, at);
  }

  PageCursor at(Instant now) {
    return new PageCursor(
        reading, stage, byCursor, position, pass, page, rows, total, firstTotal, now);
  }
}
