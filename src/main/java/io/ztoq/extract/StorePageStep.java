package io.ztoq.extract;

import io.ztoq.call.ApiAnswer;
import io.ztoq.canonical.Entity;
import io.ztoq.extract.ExtractOptions.Paging;
import io.ztoq.extract.PageCursor.Stage;
import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.store.ListPage;
import io.ztoq.store.ListPages;
import io.ztoq.store.PendingWrite;
import io.ztoq.store.SourceRow;
import io.ztoq.zephyr.ZephyrError;
import io.ztoq.zephyr.ZephyrList;
import io.ztoq.zephyr.ZephyrPage;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Body;
import org.apache.camel.Handler;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Stores one page and the cursor behind it in a single transaction, while the next page is asked
 * for; at most one page waits to be stored.
 */
public final class StorePageStep {

  private final ExtractScope scope;
  private final ExtractOptions options;
  private final PageRows rows;
  private final ListPages pages;
  private final ListCheckpoints checkpoints;
  private final ListEnd end;
  private final Clock clock;
  private final Map<ZephyrList, PendingWrite<Integer>> underWay = new ConcurrentHashMap<>();

  /** Text of the last page of each list that is paged by row number. */
  private final Map<ZephyrList, String> lastPages = new ConcurrentHashMap<>();

  public StorePageStep(
      ExtractScope scope,
      ExtractOptions options,
      PageRows rows,
      ListPages pages,
      ListCheckpoints checkpoints,
      ListEnd end,
      Clock clock) {
    this.scope = scope;
    this.options = options;
    this.rows = rows;
    this.pages = pages;
    this.checkpoints = checkpoints;
    this.end = end;
    this.clock = clock;
  }

  /**
   * @return the cursor for the next request; never moves backwards, except to the first row when
   *     the list shifted
   * @throws RunStopped (EXT-002) when Zephyr refuses the list, (EXT-003) when it has no nextgen but
   *     shall
   */
  @Handler
  public PageCursor store(@Body ApiAnswer answer, @Variable("cursor") PageCursor cursor) {
    if (cursor.stage() == Stage.PROBE) {
      return afterProbe(answer, cursor).at(clock.instant());
    }
    ZephyrPage page = answer.ok() ? ZephyrPage.of(answer) : null;
    if (cursor.byCursor() && cursor.position() == 0 && !isCursorPage(answer, page)) {
      return withoutCursor(answer, cursor).at(clock.instant());
    }
    if (page == null) {
      throw refused(answer, cursor);
    }
    if (!cursor.byCursor()) {
      String before = lastPages.put(cursor.list(), answer.text());
      page.refuseAnother(cursor.list().name(), cursor.position(), answer.text().equals(before));
    }
    List<SourceRow> read = rows.read(cursor, page.rows(), ZephyrPage.texts(answer));
    PageCursor next = PageRules.after(cursor, page, lastId(read));
    save(page(cursor, read), next);
    return (next.stage() == Stage.ENDED ? end.close(next) : next).at(clock.instant());
  }

  private void save(ListPage page, PageCursor next) {
    PendingWrite<Integer> before = underWay.remove(next.list());
    if (before != null) {
      before.await();
    }
    PendingWrite<Integer> now = pages.save(page, checkpoints.of(next));
    if (next.stage() == Stage.ENDED) {
      now.await();
    } else {
      underWay.put(next.list(), now);
    }
  }

  private ListPage page(PageCursor cursor, List<SourceRow> read) {
    boolean touched = cursor.stage() == Stage.CHANGES || cursor.reading().rereadAll();
    return new ListPage(
        scope.get(),
        cursor.list().name(),
        cursor.reading().sweep(),
        cursor.page() + 1,
        touched,
        cursor.at(),
        read);
  }

  private static PageCursor afterProbe(ApiAnswer answer, PageCursor cursor) {
    boolean honoured = answer.ok() && ZephyrPage.of(answer).rows().isEmpty();
    return cursor.enter(honoured ? Stage.CHANGES : Stage.SWEEP);
  }

  /** Old tenants take "nextgen" for a key, refuse it, or answer with an ordinary page. */
  private static boolean isCursorPage(ApiAnswer answer, @Nullable ZephyrPage page) {
    if (page == null) {
      return !List.of(400, 404, 405, 501).contains(answer.status());
    }
    return page.knowsNextId() || page.total() == null && page.isLast() == null;
  }

  private PageCursor withoutCursor(ApiAnswer answer, PageCursor cursor) {
    if (options.paging() == Paging.CURSOR) {
      throw new RunStopped(
          ExitCode.UNREACHABLE,
          "EXT-003",
          "%s: zephyr.lists is 'nextgen', but this tenant does not offer it (%s); set zephyr.lists to auto"
              .formatted(cursor.list(), ZephyrError.say(answer)));
    }
    return cursor.byRowNumber();
  }

  private static RunStopped refused(ApiAnswer answer, PageCursor cursor) {
    return new RunStopped(
        ExitCode.UNREACHABLE,
        "EXT-002",
        "Zephyr Scale refuses to list %s (%s); the token's owner needs permission to view test data of the project"
            .formatted(cursor.list(), ZephyrError.say(answer)));
  }

  private static @Nullable Long lastId(List<SourceRow> rows) {
    Long last = null;
    for (SourceRow row : rows) {
      Entity entity = row.entity();
      if (entity != null && (last == null || entity.id() > last)) {
        last = entity.id();
      }
    }
    return last;
  }
}
