package io.ztoq.sandbox.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import io.ztoq.sandbox.wire.Call;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Iterator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object of a request, read strictly: unknown keys, wrong types and null are refused with
 * 400.
 */
final class Body {

  private final JsonNode json;

  private Body(JsonNode json) {
    this.json = json;
  }

  static Body of(Call call, Set<String> known) {
    return of(call.json(), known);
  }

  static Body of(JsonNode json, Set<String> known) {
    if (!json.isObject()) {
      throw QTestErrors.invalid("A JSON object was expected");
    }
    for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw QTestErrors.invalid("Unknown property: " + name);
      }
    }
    return new Body(json);
  }

  /** Whether a body says something that a move, which ignores it, will not do (trap 17). */
  static boolean changes(Call call, String name) {
    JsonNode json = call.json();
    for (Iterator<String> keys = json.fieldNames(); keys.hasNext(); ) {
      String key = keys.next();
      boolean idle =
          key.equals("name") && json.get(key).asText().equals(name)
              || key.equals("properties") && json.get(key).isEmpty();
      if (!idle) {
        return true;
      }
    }
    return false;
  }

  boolean has(String key) {
    return json.has(key);
  }

  JsonNode get(String key) {
    return json.path(key);
  }

  /** A name of 1 to 500 characters. */
  String name() {
    String name = text("name");
    if (name == null || name.isBlank() || name.length() > 500) {
      throw QTestErrors.invalid("name must have 1 to 500 characters");
    }
    return name;
  }

  @Nullable String text(String key) {
    JsonNode value = json.path(key);
    if (value.isMissingNode()) {
      return null;
    }
    if (!value.isTextual()) {
      throw QTestErrors.invalid(key + " must be a string");
    }
    return value.textValue();
  }

  String textOr(String key, String otherwise) {
    String text = text(key);
    return text == null ? otherwise : text;
  }

  String required(String key) {
    String text = text(key);
    if (text == null) {
      throw QTestErrors.invalid(key + " is required");
    }
    return text;
  }

  @Nullable Long number(String key) {
    JsonNode value = json.path(key);
    if (value.isMissingNode()) {
      return null;
    }
    if (!value.isIntegralNumber()) {
      throw QTestErrors.invalid(key + " must be a whole number");
    }
    return value.longValue();
  }

  long requiredNumber(String key) {
    Long number = number(key);
    if (number == null) {
      throw QTestErrors.invalid(key + " is required");
    }
    return number;
  }

  boolean flag(String key) {
    JsonNode value = json.path(key);
    if (!value.isMissingNode() && !value.isBoolean()) {
      throw QTestErrors.invalid(key + " must be true or false");
    }
    return value.booleanValue();
  }

  /** An array; missing when it was not sent. */
  JsonNode array(String key) {
    JsonNode value = json.path(key);
    if (!value.isMissingNode() && !value.isArray()) {
      throw QTestErrors.invalid(key + " must be an array");
    }
    return value;
  }

  @Nullable Instant instant(String key) {
    String text = text(key);
    if (text == null) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException notADate) {
      throw QTestErrors.invalid(key + " must be a date and time with zone (ISO 8601)");
    }
  }

  Instant requiredInstant(String key) {
    Instant instant = instant(key);
    if (instant == null) {
      throw QTestErrors.invalid(key + " is required");
    }
    return instant;
  }
}
