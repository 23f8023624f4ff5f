package io.ztoq.sandbox.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ztoq.sandbox.wire.Call;
import io.ztoq.sandbox.wire.Json;
import io.ztoq.sandbox.wire.Reply;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The page shapes of qTest (api-contract.md 2.2), the reading of query parameters, and times as
 * answers show them.
 */
final class QTestPages {

  private static final int LARGEST = 999;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx");

  private static final List<String> TEXTS =
      List.of("description", "precondition", "note", "build_number", "build_url");

  private final QTestRules rules;

  QTestPages(QTestRules rules) {
    this.rules = rules;
  }

  QTestRules rules() {
    return rules;
  }

  /**
   * {@code {links, page, page_size, total, items}} by {@code page} and {@code pageSize} of at most
   * 999.
   */
  <T> Reply paged(Call call, List<T> rows, Function<T, ? extends JsonNode> row) {
    List<T> all = new ArrayList<>(rows);
    if (rules.is(QTestTrait.NEWEST_FIRST)) {
      Collections.reverse(all);
    }
    int size = pageSize(call);
    int page = page(call);
    ObjectNode answer = Json.object();
    answer.putArray("links");
    answer.put("page", page).put("page_size", size).put("total", all.size());
    var items = answer.putArray("items");
    slice(all, page, size).forEach(each -> items.add(row.apply(each)));
    return Reply.ok(answer);
  }

  /** A bare array with the total in a header. */
  <T> Reply bareWithTotal(Call call, List<T> all, Function<T, ? extends JsonNode> row) {
    return bare(slice(all, page(call), pageSize(call)), row)
        .with("X-Item-Total", String.valueOf(all.size()));
  }

  /** A bare array by {@code page} and {@code size}, 20 rows unless asked otherwise. */
  <T> Reply bareBySize(Call call, List<T> all, Function<T, ? extends JsonNode> row) {
    long size = number(call, "size", 20, 1);
    return bare(slice(all, page(call), (int) Math.min(size, rules.pageCap())), row);
  }

  <T> Reply bare(List<T> rows, Function<T, ? extends JsonNode> row) {
    var answer = Json.array();
    rows.forEach(each -> answer.add(row.apply(each)));
    return Reply.ok(answer);
  }

  <T> List<T> slice(List<T> all, int page, int size) {
    long from = Math.min(all.size(), (page - 1L) * size);
    return all.subList((int) from, (int) Math.min(all.size(), from + size));
  }

  int page(Call call) {
    return (int) Math.min(Integer.MAX_VALUE, number(call, "page", 1, 1));
  }

  int pageSize(Call call) {
    long size = number(call, "pageSize", 100, 1);
    if (size > LARGEST) {
      throw QTestErrors.invalid("pageSize must not be greater than " + LARGEST);
    }
    return (int) Math.min(size, rules.pageCap());
  }

  static long number(Call call, String name, long otherwise, long least) {
    String text = call.query(name);
    if (text == null) {
      return otherwise;
    }
    if (!text.matches("-?\\d{1,18}") || Long.parseLong(text) < least) {
      throw QTestErrors.invalid(name + " must be a number of at least " + least);
    }
    return Long.parseLong(text);
  }

  static @Nullable Long number(Call call, String name) {
    return call.query(name) == null ? null : number(call, name, 0, 0);
  }

  static long idVariable(Call call, String name) {
    String text = call.variable(name);
    if (!text.matches("\\d{1,18}")) {
      throw QTestErrors.invalid(name + " must be a number, not " + text);
    }
    return Long.parseLong(text);
  }

  static boolean flag(Call call, String name) {
    String text = call.query(name);
    if (text != null && !Set.of("true", "false").contains(text)) {
      throw QTestErrors.invalid(name + " must be true or false");
    }
    return "true".equals(text);
  }

  static boolean expand(Call call, String word, Set<String> known) {
    String text = call.query("expand");
    if (text != null && !known.contains(text)) {
      throw QTestErrors.invalid("expand must be one of " + known);
    }
    return word.equals(text);
  }

  /** A date: midnight, never with the site's offset. */
  static String day(Instant instant) {
    return TIME.format(instant.atOffset(ZoneOffset.UTC));
  }

  /**
   * An object as this site answers it: where its shapes are loose, null for an empty text, and
   * sometimes a key that no document knows.
   */
  ObjectNode shaped(ObjectNode row) {
    if (!rules.is(QTestTrait.LOOSE_SHAPES)) {
      return row;
    }
    long id = row.path("id").asLong();
    for (String text : TEXTS) {
      if (id % 2 == 0 && row.path(text).asText("-").isEmpty()) {
        row.putNull(text);
      }
    }
    if (id % 3 == 0) {
      row.putObject("x_revision").put("id", id).putNull("by");
    }
    return row;
  }

  /** Where shapes are loose, what an object does not have is null for every second one. */
  void absent(ObjectNode row, long id, String key) {
    if (id % 2 == 0 && rules.is(QTestTrait.LOOSE_SHAPES)) {
      row.putNull(key);
    }
  }

  /** Without milliseconds and with the site's offset. */
  String time(Instant instant) {
    return TIME.format(instant.atOffset(rules.offset()));
  }
}
