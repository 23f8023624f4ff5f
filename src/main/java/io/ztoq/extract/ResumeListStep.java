package io.ztoq.extract;

import io.ztoq.extract.ExtractOptions.Paging;
import io.ztoq.extract.ExtractOptions.Reread;
import io.ztoq.extract.PageCursor.Reading;
import io.ztoq.extract.PageCursor.Stage;
import io.ztoq.run.EarlierRuns;
import io.ztoq.store.Checkpoint;
import io.ztoq.store.Json;
import io.ztoq.store.ListPages;
import io.ztoq.zephyr.ZephyrList;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.apache.camel.Handler;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Says where a list goes on: behind the last stored page of an interrupted reading, or with a new
 * reading.
 */
public final class ResumeListStep {

  private final ExtractScope scope;
  private final ExtractOptions options;
  private final ListCheckpoints checkpoints;
  private final ListPages pages;
  private final ListEnd end;
  private final EarlierRuns earlier;
  private final Clock clock;

  public ResumeListStep(
      ExtractScope scope,
      ExtractOptions options,
      ListCheckpoints checkpoints,
      ListPages pages,
      ListEnd end,
      EarlierRuns earlier,
      Clock clock) {
    this.scope = scope;
    this.options = options;
    this.checkpoints = checkpoints;
    this.pages = pages;
    this.end = end;
    this.earlier = earlier;
    this.clock = clock;
  }

  /**
   * @param list name of a {@link ZephyrList}
   */
  @Handler
  public PageCursor resume(@Variable("list") String list) {
    ZephyrList which = ZephyrList.valueOf(list);
    Optional<Checkpoint> known = checkpoints.find(which);
    PageCursor before = known.map(one -> Json.read(one.position(), PageCursor.class)).orElse(null);
    if (before == null
        || known.get().complete()
        || before.reading().limit() != limit(which)
        || !pagedAsWanted(before)) {
      PageCursor first = first(which, before, known.isPresent() && known.get().complete());
      pages.begin(scope.get(), checkpoints.of(first));
      return first;
    }
    return before.stage() == Stage.ENDED ? end.close(before) : before.at(clock.instant());
  }

  private PageCursor first(ZephyrList list, @Nullable PageCursor before, boolean complete) {
    boolean byCursor = list.mayHaveCursor() && options.paging() != Paging.ROW_NUMBER;
    Instant now = clock.instant();
    Instant watermark = before == null ? null : watermark(before.reading(), complete);
    Instant whole = before == null || !complete ? null : before.reading().wholeAt();
    Reread reread = isOfUnfinishedRun(whole) ? Reread.UPDATED : options.reread();
    boolean rereadAll = watermark != null && reread == Reread.ALL;
    Reading reading =
        new Reading(
            list,
            before == null ? 1 : before.reading().sweep() + 1,
            now,
            watermark,
            rereadAll,
            rereadAll || watermark == null ? now : whole,
            limit(list));
    boolean asksForChanges =
        byCursor && limit(list) == 0 && watermark != null && reread == Reread.UPDATED;
    return PageCursor.first(reading, asksForChanges ? Stage.PROBE : Stage.SWEEP, byCursor);
  }

  /**
   * After a reading that never ended there is no watermark: what it missed may be older than its
   * start.
   */
  private static @Nullable Instant watermark(Reading before, boolean complete) {
    return complete ? before.startedAt() : before.watermark();
  }

  /**
   * Whether a run that did not come to its end has already read everything: this one goes on with
   * its work, and does not read it all a second time.
   */
  private boolean isOfUnfinishedRun(@Nullable Instant whole) {
    return options.reread() == Reread.ALL
        && whole != null
        && earlier.lastDone("extract").map(whole::isAfter).orElse(true);
  }

  private boolean pagedAsWanted(PageCursor cursor) {
    return options.paging() == Paging.AUTO
        || !cursor.list().mayHaveCursor()
        || cursor.byCursor() == (options.paging() == Paging.CURSOR);
  }

  private int limit(ZephyrList list) {
    return list == ZephyrList.TEST_CASE || list == ZephyrList.TEST_EXECUTION ? options.limit() : 0;
  }
}
