package io.ztoq.sandbox.zephyr;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ztoq.sandbox.sample.Place;
import io.ztoq.sandbox.wire.Call;
import io.ztoq.sandbox.wire.Json;
import io.ztoq.sandbox.wire.Reply;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.LongPredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The two paging schemes of Zephyr Scale Cloud (api-contract.md 1.2) and the checks of query
 * parameters.
 */
final class ZephyrPages {

  private static final long LAST_START = 1_000_000;
  private static final int LARGEST = 1000;
  private static final int STEPS = 100;
  private static final Pattern UPDATED_AFTER =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z");

  private final Place place;
  private final ZephyrRules rules;

  ZephyrPages(Place place, ZephyrRules rules) {
    this.place = place;
    this.rules = rules;
  }

  /** A page of rows that are all at hand. */
  Reply offset(Call call, List<ObjectNode> rows) {
    return offset(call, rows.size(), rows::get);
  }

  /** A page of steps, shorter than others on some tenants. */
  Reply steps(Call call, List<ObjectNode> rows) {
    int cap = rules.is(ZephyrTrait.SHORT_STEP_PAGES) ? STEPS : LARGEST;
    return offset(call, rows.size(), position -> rows.get(position).deepCopy(), cap);
  }

  /** One object as this tenant shows it. */
  Reply one(Call call, ObjectNode row) {
    return Reply.ok(shaped(call, row));
  }

  private ObjectNode shaped(Call call, ObjectNode row) {
    if (!rules.is(ZephyrTrait.LOOSE_SHAPES)) {
      return row;
    }
    String[] words = call.path().substring("/v2/".length()).split("/", -1);
    String last = words[words.length - 1];
    return LooseShapes.object(last.equals("teststeps") ? last : words[0], row);
  }

  /**
   * A page by {@code startAt} and {@code maxResults}; a size above the cap is lowered without a
   * word.
   *
   * @param row gives the row at a position from 0
   */
  Reply offset(Call call, int total, IntFunction<ObjectNode> row) {
    return offset(call, total, row, LARGEST);
  }

  private Reply offset(Call call, int total, IntFunction<ObjectNode> row, int cap) {
    long startAt = number(call, "startAt", 0, 0);
    if (startAt > LAST_START) {
      throw ZephyrErrors.invalid("startAt must be less than or equal to " + LAST_START);
    }
    int size = (int) Math.min(number(call, "maxResults", 10, 1), Math.min(cap, rules.pageCap()));
    ObjectNode page = Json.object();
    long end = Math.min(total, startAt + size);
    boolean last = end >= total;
    page.put(
        "next", last ? null : next(call, "startAt=" + (startAt + size) + "&maxResults=" + size));
    page.put("startAt", startAt).put("maxResults", size).put("total", total).put("isLast", last);
    var values = page.putArray("values");
    for (long position = startAt; position < end; position++) {
      values.add(shaped(call, row.apply((int) position)));
    }
    if (rules.is(ZephyrTrait.LOOSE_SHAPES)) {
      LooseShapes.offsetPage(call.path(), page);
    }
    return Reply.ok(page);
  }

  /**
   * A page by {@code startAtId} and {@code limit}; over-limit is an error here, and there is no
   * total.
   */
  Reply cursor(Call call, Shelf shelf, LongPredicate wanted) {
    long limit = number(call, "limit", 10, 1);
    if (limit > LARGEST) {
      throw ZephyrErrors.invalid("limit must be less than or equal to " + LARGEST);
    }
    long from = number(call, "startAtId", 0, 0);
    Instant after = updatedAfter(call);
    var values = Json.array();
    Long nextId = null;
    long[] ids = shelf.ids();
    for (int at = firstAtOrAfter(ids, from); at < ids.length && nextId == null; at++) {
      if (wanted.test(ids[at]) && (after == null || shelf.changedAfter(ids[at], after))) {
        if (values.size() == Math.min(limit, rules.pageCap())) {
          nextId = ids[at];
        } else {
          values.add(shaped(call, shelf.row(ids[at])));
        }
      }
    }
    if (nextId != null && rules.is(ZephyrTrait.LOOSE_CURSOR)) {
      nextId = looseCursor(from, values, nextId);
    }
    ObjectNode page = Json.object();
    page.put("next", nextId == null ? null : next(call, "limit=" + limit + "&startAtId=" + nextId));
    page.put("nextStartAtId", nextId).put("limit", limit).set("values", values);
    return Reply.ok(page);
  }

  /**
   * The cursor is the id after the last row's instead of the next row's; some pages are empty and
   * not the end.
   */
  private static long looseCursor(long from, ArrayNode values, long nextId) {
    long first = values.get(0).path("id").asLong();
    if (from > 0 && from < first && first % 5 == 0) {
      values.removeAll();
      return first;
    }
    return nextId % 2 == 0 ? values.get(values.size() - 1).path("id").asLong() + 1 : nextId;
  }

  private static int firstAtOrAfter(long[] ids, long from) {
    int found = Arrays.binarySearch(ids, from);
    return found < 0 ? -found - 1 : found;
  }

  private @Nullable Instant updatedAfter(Call call) {
    String text = call.query("updatedAfter");
    if (text == null || !rules.honoursUpdatedAfter()) {
      return null;
    }
    if (!UPDATED_AFTER.matcher(text).matches()) {
      throw ZephyrErrors.invalid("updatedAfter must have the format yyyy-MM-dd'T'HH:mm:ss'Z'");
    }
    return instant("updatedAfter", text);
  }

  static Instant instant(String name, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException notADate) {
      throw ZephyrErrors.invalid(name + " is not a date and time");
    }
  }

  private String next(Call call, String window) {
    StringBuilder url =
        new StringBuilder(place.url(call.path().substring("/v2".length())))
            .append('?')
            .append(window);
    for (String name : call.queryNames()) {
      if (!List.of("startAt", "maxResults", "startAtId", "limit").contains(name)) {
        url.append('&').append(name).append('=').append(call.query(name));
      }
    }
    return url.toString();
  }

  static boolean flag(Call call, String name) {
    String text = call.query(name);
    if (text != null && !text.equals("true") && !text.equals("false")) {
      throw ZephyrErrors.invalid(name + " must be true or false");
    }
    return "true".equals(text);
  }

  /**
   * A whole number of the query, at least {@code least}; {@code otherwise} when it was not sent.
   */
  static long number(Call call, String name, long otherwise, long least) {
    String text = call.query(name);
    if (text == null) {
      return otherwise;
    }
    try {
      long value = Long.parseLong(text);
      if (value >= least) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      // refused below like a number out of range
    }
    throw ZephyrErrors.invalid(name + " must be a number of at least " + least);
  }
}
