package io.ztoq.extract;

import io.ztoq.call.ApiRequest;
import io.ztoq.extract.PageCursor.Stage;
import io.ztoq.zephyr.ZephyrList;
import io.ztoq.zephyr.ZephyrRequests;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Handler;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/** Makes the request for the next page of a list. */
public final class RequestPageStep {

  /** Nothing was updated after it yet; an empty page proves that the server reads the filter. */
  private static final Duration FUTURE = Duration.ofDays(3650);

  private final ExtractScope scope;
  private final ExtractOptions options;
  private final StopRequest stop;

  public RequestPageStep(ExtractScope scope, ExtractOptions options, StopRequest stop) {
    this.scope = scope;
    this.options = options;
    this.stop = stop;
  }

  /**
   * @throws io.ztoq.failure.RunStopped (EXT-005) when the run was asked to stop
   */
  @Handler
  public ApiRequest request(@Variable("cursor") PageCursor cursor) {
    stop.check();
    return cursor.byCursor()
        ? ZephyrRequests.cursorPage(
            cursor.list(),
            scope.projectKey(),
            cursor.position(),
            size(cursor),
            updatedAfter(cursor))
        : ZephyrRequests.offsetPage(
            cursor.list(), scope.projectKey(), cursor.position(), size(cursor));
  }

  private int size(PageCursor cursor) {
    if (cursor.stage() == Stage.PROBE) {
      return 1;
    }
    int limit = cursor.reading().limit();
    boolean counted = limit > 0 && cursor.list() == ZephyrList.TEST_CASE;
    return counted ? (int) Math.min(options.pageSize(), limit - cursor.rows()) : options.pageSize();
  }

  private @Nullable Instant updatedAfter(PageCursor cursor) {
    Instant watermark = cursor.reading().watermark();
    return switch (cursor.stage()) {
      case PROBE -> cursor.reading().startedAt().plus(FUTURE);
      case CHANGES -> watermark == null ? null : watermark.minus(options.overlap());
      default -> null;
    };
  }
}
