package io.ztoq.extract;

import io.ztoq.extract.PageCursor.Stage;
import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.zephyr.ZephyrPage;
import io.ztoq.zephyr.ZephyrRequests;
import org.jspecify.annotations.Nullable;

/**
 * Where a list goes on after a page. Never by the size that was asked for: Zephyr may give fewer
 * rows at any time.
 *
 * <p>Source: api-contract 1.2 and traps 1, 2.
 */
final class PageRules {

  private PageRules() {}

  /**
   * @param lastId highest number among the page's rows, null without rows
   * @throws RunStopped (EXT-004) when the list is too long for row numbers, (EXT-006) when it does
   *     not move on
   */
  static PageCursor after(PageCursor cursor, ZephyrPage page, @Nullable Long lastId) {
    Long next = cursor.byCursor() ? nextId(cursor, page, lastId) : nextRow(cursor, page);
    PageCursor moved = cursor.moved(next == null ? 0 : next, page.rows().size(), page.total());
    if (moved.full()) {
      return moved.enter(Stage.ENDED);
    }
    if (next != null) {
      return moved;
    }
    return moved.enter(cursor.stage() == Stage.CHANGES ? Stage.SWEEP : Stage.ENDED);
  }

  /** Whether an offset page says, or proves, that it is the last. */
  static boolean isLast(ZephyrPage page) {
    if (page.rows().isEmpty() || Boolean.TRUE.equals(page.isLast())) {
      return true;
    }
    return page.isLast() == null && Boolean.FALSE.equals(page.hasNext());
  }

  private static @Nullable Long nextRow(PageCursor cursor, ZephyrPage page) {
    if (isLast(page)) {
      return null;
    }
    long next = cursor.position() + page.rows().size() - page.early(cursor.position());
    if (next > ZephyrRequests.MOST_START_AT) {
      throw new RunStopped(
          ExitCode.UNREACHABLE,
          "EXT-004",
          ("%s: the list has more than %d rows, and Zephyr refuses to start a page behind that; it has to be read by "
                  + "nextgen, which this tenant does not offer (or zephyr.lists is 'offset'): ask SmartBear to enable it")
              .formatted(cursor.list(), ZephyrRequests.MOST_START_AT));
    }
    return next;
  }

  private static @Nullable Long nextId(PageCursor cursor, ZephyrPage page, @Nullable Long lastId) {
    Long next = page.nextStartAtId();
    if (next == null && !page.knowsNextId() && !isLast(page) && lastId != null) {
      next = lastId + 1;
    }
    if (next != null && next <= cursor.position()) {
      throw new RunStopped(
          ExitCode.UNREACHABLE,
          "EXT-006",
          "%s: Zephyr's page behind number %d points back to %d, so the list would never end; set zephyr.lists to offset"
              .formatted(cursor.list(), cursor.position(), next));
    }
    return next;
  }
}
