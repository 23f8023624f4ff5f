package io.ztoq.zephyr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.ztoq.call.ApiAnswer;
import io.ztoq.failure.RecordRejected;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object of Zephyr, read leniently: a missing key, null and (where harmless) another type
 * all mean "not given". What was given but could not be read is remembered in {@link #doubts()},
 * never dropped silently.
 */
public final class ZephyrObject {

  private final JsonNode node;
  private final List<String> doubts;

  private ZephyrObject(JsonNode node, List<String> doubts) {
    this.node = node;
    this.doubts = doubts;
  }

  /**
   * @throws RecordRejected (ZEP-010) when {@code json} is not a JSON object
   */
  public static ZephyrObject parse(String json) {
    return of(new ApiAnswer(200, Map.of(), json.getBytes(StandardCharsets.UTF_8), null, null));
  }

  /**
   * @throws RecordRejected (ZEP-010) when {@code answer} is not a JSON object
   */
  public static ZephyrObject of(ApiAnswer answer) {
    return of(answer.json());
  }

  static ZephyrObject of(@Nullable JsonNode json) {
    if (json == null || !json.isObject()) {
      throw new RecordRejected(
          "ZEP-010", "Zephyr sent something that is not an object; look at its row in raw_record");
    }
    return new ZephyrObject(json, new ArrayList<>());
  }

  /**
   * Values that were given but could not be read, as {@code name: value}; shared with nested
   * objects.
   */
  public List<String> doubts() {
    return doubts;
  }

  /** Whether the key is there with something else than null. */
  public boolean has(String name) {
    return node.hasNonNull(name);
  }

  /** Text as it can be stored: no NUL, no half surrogate pairs. Numbers and flags as their text. */
  public @Nullable String text(String name) {
    JsonNode value = node.path(name);
    if (value.isNull() || value.isMissingNode()) {
      return null;
    }
    return Texts.storable(value);
  }

  /** Text that may be empty but not null. */
  public String textOrEmpty(String name) {
    String text = text(name);
    return text == null ? "" : text;
  }

  /**
   * @throws RecordRejected (ZEP-011) when it is missing, null or blank
   */
  public String requireText(String name) {
    String text = text(name);
    if (text == null || text.isBlank()) {
      throw missing(name);
    }
    return text;
  }

  /**
   * @throws RecordRejected (ZEP-011) when it is missing or not a whole number
   */
  public long requireNumber(String name) {
    Long number = number(name);
    if (number == null) {
      throw missing(name);
    }
    return number;
  }

  public @Nullable Long number(String name) {
    JsonNode value = node.path(name);
    if (value.isIntegralNumber() && value.canConvertToLong()) {
      return value.longValue();
    }
    String text = text(name);
    if (text == null || text.isBlank()) {
      return null;
    }
    Long number = Texts.wholeNumber(text);
    return number == null ? doubt(name, text) : number;
  }

  public @Nullable Integer count(String name) {
    Long number = number(name);
    if (number == null) {
      return null;
    }
    int small = (int) (long) number;
    return small == number ? Integer.valueOf(small) : this.<Integer>doubt(name, number.toString());
  }

  /** False unless it says true. */
  public boolean flag(String name) {
    return node.path(name).asBoolean(false);
  }

  public @Nullable Instant instant(String name) {
    String text = text(name);
    if (text == null || text.isBlank()) {
      return null;
    }
    Instant instant = Texts.instant(text.trim());
    return instant == null ? doubt(name, text) : instant;
  }

  /** The nested object; an empty one when there is none. */
  public ZephyrObject object(String name) {
    JsonNode value = node.path(name);
    return new ZephyrObject(value.isObject() ? value : MissingNode.getInstance(), doubts);
  }

  /** Number of a referenced object: {@code {"id": 3}}, or the plain number. */
  public @Nullable Long reference(String name) {
    return node.path(name).isObject() ? object(name).number("id") : number(name);
  }

  /** The objects of a list, in order; empty when there is none. */
  public List<ZephyrObject> objects(String name) {
    List<ZephyrObject> found = new ArrayList<>();
    for (JsonNode one : node.path(name)) {
      found.add(new ZephyrObject(one, doubts));
    }
    return found;
  }

  /** The texts of a list, in order; empty when there is none. */
  public List<String> texts(String name) {
    List<String> found = new ArrayList<>();
    for (JsonNode one : node.path(name)) {
      found.add(Texts.storable(one));
    }
    return found;
  }

  /**
   * JSON of a non-empty array or object as it was given, numbers digit by digit, without NUL; else
   * null.
   */
  public @Nullable String json(String name) {
    JsonNode value = node.path(name);
    return value.isContainerNode() && !value.isEmpty() ? Texts.storable(value) : null;
  }

  Iterable<Map.Entry<String, JsonNode>> fields(String name) {
    return node.path(name).properties();
  }

  private <T> @Nullable T doubt(String name, String text) {
    doubts.add(name + ": " + text.substring(0, Math.min(40, text.length())));
    return null;
  }

  private RecordRejected missing(String name) {
    String known = "id %s, key %s, name %s".formatted(text("id"), text("key"), text("name"));
    return new RecordRejected(
        "ZEP-011",
        "Zephyr sent an object (%s) without a usable '%s'; correct it in Zephyr Scale and extract again"
            .formatted(known, name));
  }
}
