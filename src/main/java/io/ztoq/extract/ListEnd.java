package io.ztoq.extract;

import static java.time.temporal.ChronoUnit.SECONDS;

import io.ztoq.extract.PageCursor.Stage;
import io.ztoq.store.ExtractFindings;
import io.ztoq.store.Finding;
import io.ztoq.store.ListPages;
import io.ztoq.store.ListSweeps;
import java.time.Instant;
import java.util.Objects;

/** Decides whether a list was read whole, and marks what is gone. Used by the steps that page. */
public final class ListEnd {

  /** People may be editing all the time. */
  private static final int MOST_PASSES = 3;

  private final ExtractScope scope;
  private final ListPages pages;
  private final ListSweeps sweeps;
  private final ListCheckpoints checkpoints;
  private final ExtractFindings findings;

  public ListEnd(
      ExtractScope scope,
      ListPages pages,
      ListSweeps sweeps,
      ListCheckpoints checkpoints,
      ExtractFindings findings) {
    this.scope = scope;
    this.pages = pages;
    this.sweeps = sweeps;
    this.checkpoints = checkpoints;
    this.findings = findings;
  }

  /**
   * The cursor after the last page was stored: done, or at the first row again when the list
   * shifted meanwhile.
   *
   * @param cursor in stage ENDED
   */
  PageCursor close(PageCursor cursor) {
    if (cursor.byCursor() || cursor.reading().limit() > 0 || stoodStill(cursor)) {
      return end(cursor, cursor.reading().sweep());
    }
    if (cursor.pass() < MOST_PASSES) {
      PageCursor again = cursor.again();
      pages.begin(scope.get(), checkpoints.of(again));
      return again;
    }
    noteShifting(cursor);
    // each reading may have missed rows: only what none of them showed is gone
    return end(cursor, cursor.reading().sweep() - cursor.pass() + 1);
  }

  private void noteShifting(PageCursor cursor) {
    String message =
        "the list changed in each of %d readings (%d rows of %d seen); extract again when nobody edits"
            .formatted(MOST_PASSES, seen(cursor), cursor.total());
    findings.add(
        scope.get(),
        ExtractFindings.Note.warning(
            "list-never-stood-still", cursor.list().name(), scope.projectKey(), message));
  }

  private void noteWhatWasNotRead(PageCursor cursor) {
    Instant whole = cursor.reading().wholeAt();
    String message =
        "what stands below rows that look the same (steps, results, links, files) was last read as a whole %s; a run without --incremental reads it"
            .formatted(whole == null ? "nobody knows when" : "at " + whole.truncatedTo(SECONDS));
    findings.add(
        scope.get(),
        new ExtractFindings.Note(
            "read-in-part",
            Finding.Severity.INFO,
            cursor.list().name(),
            scope.projectKey(),
            message));
  }

  /**
   * @param firstSweep what no sweep since then showed is gone
   */
  private PageCursor end(PageCursor cursor, long firstSweep) {
    PageCursor done = cursor.enter(Stage.DONE);
    if (cursor.list().mayHaveCursor() && !cursor.reading().whole()) {
      noteWhatWasNotRead(cursor);
    }
    if (cursor.reading().limit() > 0) {
      sweeps.finishPartly(checkpoints.of(done));
    } else {
      sweeps.finish(scope.get(), firstSweep, cursor.reading().startedAt(), checkpoints.of(done));
    }
    return done;
  }

  /**
   * Rows that move between pages while people edit betray themselves by a changed total or a row
   * seen twice.
   */
  private boolean stoodStill(PageCursor cursor) {
    Long total = cursor.total();
    boolean isTotalRight =
        total == null || Objects.equals(total, cursor.firstTotal()) && total == cursor.rows();
    return isTotalRight && cursor.rows() == seen(cursor);
  }

  private long seen(PageCursor cursor) {
    return sweeps.seen(scope.projectKey(), cursor.list().name(), cursor.reading().sweep());
  }
}
