package io.ztoq.extract;

import io.ztoq.call.ApiAnswer;
import io.ztoq.call.ApiRequest;
import io.ztoq.call.Door;
import io.ztoq.failure.RecordRejected;
import io.ztoq.store.Due;
import io.ztoq.zephyr.ZephyrError;
import io.ztoq.zephyr.ZephyrObject;
import io.ztoq.zephyr.ZephyrPage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** Reads what hangs below one object through the door. */
public final class ObjectReader {

  private final Door zephyr;

  public ObjectReader(Door zephyr) {
    this.zephyr = zephyr;
  }

  ApiAnswer get(ApiRequest request) {
    return zephyr.call(request);
  }

  /**
   * All pages of a list below an object. Stops at the first page that is not 2xx, which is then
   * {@code last}.
   *
   * @param request from the row number to start at
   */
  Pages pages(LongFunction<ApiRequest> request) {
    List<String> payloads = new ArrayList<>();
    List<ZephyrObject> rows = new ArrayList<>();
    while (true) {
      ApiRequest next = request.apply(rows.size());
      ApiAnswer answer = zephyr.call(next);
      if (!answer.ok()) {
        return new Pages(answer, payloads, rows);
      }
      ZephyrPage page = ZephyrPage.of(answer);
      boolean isRepeated =
          !payloads.isEmpty() && payloads.get(payloads.size() - 1).equals(answer.text());
      page.refuseAnother(next.path(), rows.size(), isRepeated);
      if (payloads.isEmpty() || !page.rows().isEmpty()) {
        payloads.add(answer.text());
      }
      page.rows().stream().skip(page.early(rows.size())).forEach(row -> rows.add(row.object()));
      Long total = page.total();
      if (PageRules.isLast(page)
          || page.isLast() == null && total != null && rows.size() >= total) {
        return new Pages(answer, payloads, rows);
      }
    }
  }

  /** Whether the object itself can be read: a 404 below it may mean "none" or "no such object". */
  boolean exists(ApiRequest object) {
    return zephyr.call(object).ok();
  }

  static RecordRejected refused(Due due, ApiAnswer answer) {
    return new RecordRejected(
        "EXT-022",
        "%s: Zephyr lists it but refuses to show its %s (%s); look at it in Zephyr Scale, then extract again"
            .formatted(due.label(), words(due.kind()), ZephyrError.say(answer)));
  }

  private static String words(Due.Kind kind) {
    return switch (kind) {
      case TEST_SCRIPT -> "steps and its script";
      case EXECUTION_STEPS -> "step results";
      case CASE_VERSIONS -> "versions";
      case CASE_LINKS, CYCLE_LINKS, EXECUTION_LINKS -> "links";
      case CASE_FILES, PLAN_FILES, CYCLE_FILES, EXECUTION_FILES -> "attachments";
      case CASE_STEP_FILES, EXECUTION_STEP_FILES -> "steps' attachments";
      case FILE -> "content";
    };
  }

  /**
   * What came back.
   *
   * @param last the answer that ended the reading
   * @param payloads bodies of the 2xx pages
   * @param rows of all pages, in order
   */
  record Pages(ApiAnswer last, List<String> payloads, List<ZephyrObject> rows) {

    boolean ok() {
      return last.ok();
    }

    int status() {
      return last.status();
    }
  }
}
