package io.ztoq.extract;

import io.ztoq.extract.ExtractOptions.Paging;
import io.ztoq.extract.ExtractOptions.Reread;
import io.ztoq.extract.PageCursor.Stage;
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
  private final Clock clock;

  public ResumeListStep(
      ExtractScope scope,
      ExtractOptions options,
      ListCheckpoints checkpoints,
      ListPages pages,
      ListEnd end,
      Clock clock) {
    this.scope = scope;
    this.options = options;
    this.checkpoints = checkpoints;
    this.pages = pages;
    this.end = end;
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
        || before.limit() != limit(which)
        || !pagedAsWanted(before)) {
      PageCursor first = first(which, before, known.isPresent() && known.get().complete());
      pages.begin(scope.get(), checkpoints.of(first));
      return first;
    }
    return before.stage() == Stage.ENDED ? end.close(before) : before.at(clock.instant());
  }

  /**
   * After a reading that never ended there is no watermark: what it missed may be older than its
   * start.
   */
  private PageCursor first(ZephyrList list, @Nullable PageCursor before, boolean complete) {
    Instant now = clock.instant();
    boolean byCursor = list.mayHaveCursor() && options.paging() != Paging.ROW_NUMBER;
    Instant watermark = before == null ? null : complete ? before.startedAt() : before.watermark();
    boolean askForChanges =
        byCursor
            && limit(list) == 0
            && watermark != null
            && options.reread() != Reread.ALL
            && options.reread() != Reread.NONE;
    boolean rereadAll =
        watermark != null
            && (options.reread() == Reread.ALL
                || !byCursor && options.reread() == Reread.UPDATED_OR_ALL);
    return new PageCursor(
        list,
        askForChanges ? Stage.PROBE : Stage.SWEEP,
        byCursor,
        0,
        before == null ? 1 : before.sweep() + 1,
        1,
        0,
        0,
        null,
        null,
        now,
        watermark,
        rereadAll,
        limit(list),
        now);
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
