package io.ztoq.sandbox.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ztoq.sandbox.wire.Json;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rules of {@code properties} (api-contract.md 2.4, trap 18): required, values are strings,
 * options by id of this project and object type, several as {@code "[1,2]"}, negative ids are
 * computed and refused.
 */
final class Properties {

  private static final Set<String> KEYS =
      Set.of("field_id", "field_name", "field_value", "field_value_name");
  private static final Pattern ID_LIST = Pattern.compile("\\[(\\d{1,18}(,\\d{1,18})*)?]");

  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,38}(\\.\\d{1,38})?");

  private final QTestState state;
  private final QTestPages pages;

  Properties(QTestState state, QTestPages pages) {
    this.state = state;
    this.pages = pages;
  }

  /** Reads and checks the required array {@code properties} of a body. */
  SortedMap<Long, String> read(String objectType, Body body) {
    if (!body.has("properties")) {
      throw QTestErrors.invalid("properties is required");
    }
    SortedMap<Long, String> values = new TreeMap<>();
    for (JsonNode each : body.array("properties")) {
      Body property = Body.of(each, KEYS);
      long id = property.requiredNumber("field_id");
      String value = property.required("field_value");
      if (id < 0) {
        throw QTestErrors.invalid("Field " + id + " is computed and cannot be set");
      }
      check(field(objectType, id), value);
      if (values.put(id, value) != null) {
        throw QTestErrors.invalid("Field " + id + " is given twice");
      }
    }
    return values;
  }

  /**
   * What an object gets where the body says nothing: the default option of required fields.
   *
   * @throws io.ztoq.sandbox.wire.Refusal (400) when a required field has neither value nor default
   */
  void complete(String objectType, SortedMap<Long, String> values) {
    for (Field field : state.fields(objectType)) {
      if (field.required && field.active && values.getOrDefault(field.id, "").isEmpty()) {
        values.put(field.id, defaultOption(field));
      }
    }
  }

  private static String defaultOption(Field field) {
    return field.options.stream()
        .filter(Field.Option::isDefault)
        .findFirst()
        .map(option -> String.valueOf(option.value()))
        .orElseThrow(() -> QTestErrors.invalid("Field " + field.label + " is required"));
  }

  /**
   * Reads and checks the properties of a change and lays them over what stands there; to be kept
   * when everything else is accepted.
   */
  SortedMap<Long, String> changed(String objectType, Item item, Body body) {
    SortedMap<Long, String> values = new TreeMap<>(item.properties);
    values.putAll(read(objectType, body));
    complete(objectType, values);
    return values;
  }

  private Field field(String objectType, long id) {
    for (Field field : state.fields(objectType)) {
      if (field.id == id && field.active) {
        return field;
      }
    }
    throw QTestErrors.invalid(
        "Field " + id + " is not an active field of " + objectType + " of this project");
  }

  private static void check(Field field, String value) {
    if (value.isEmpty()) {
      if (field.required) {
        throw QTestErrors.invalid("Field " + field.label + " is required");
      }
      return;
    }
    boolean fits =
        switch (field.dataType) {
          case Field.COMBO_BOX -> option(field, value);
          case Field.CHECK_BOX, Field.MULTI_COMBO_BOX -> options(field, value);
          case Field.USER_LIST ->
              value.equals(
                  field.multiple
                      ? "[" + ProjectEndpoints.USER + "]"
                      : String.valueOf(ProjectEndpoints.USER));
          case Field.NUMBER -> NUMBER.matcher(value).matches();
          case Field.DATE, Field.DATE_TIME -> date(value);
          default -> true;
        };
    if (!fits) {
      throw QTestErrors.invalid("'" + value + "' is not a value of field " + field.label);
    }
  }

  private static boolean option(Field field, String value) {
    return field.options.stream()
        .anyMatch(each -> each.active() && String.valueOf(each.value()).equals(value));
  }

  private static boolean options(Field field, String value) {
    if (!ID_LIST.matcher(value).matches()) {
      return false;
    }
    String ids = value.substring(1, value.length() - 1);
    Set<String> seen = new HashSet<>();
    for (String id : ids.isEmpty() ? new String[0] : ids.split(",")) {
      if (!option(field, id) || !seen.add(id)) {
        return false;
      }
    }
    return true;
  }

  private static boolean date(String value) {
    try {
      OffsetDateTime.parse(value);
      return true;
    } catch (DateTimeParseException notADate) {
      return false;
    }
  }

  /** All fields of the type with the object's values, as answers show them. */
  ArrayNode json(String objectType, Item item) {
    ArrayNode rows = Json.array();
    for (Field field : state.fields(objectType)) {
      if (field.active) {
        String value = value(field, item);
        ObjectNode row =
            rows.addObject()
                .put("field_id", field.id)
                .put("field_name", field.label)
                .put("field_value", shown(field, value));
        if (field.constrained() && !value.isEmpty()) {
          row.put("field_value_name", names(field, value));
        }
      }
    }
    if (objectType.equals("test-runs")) {
      rows.addObject()
          .put("field_id", -106)
          .put("field_name", "Test Case Version")
          .put("field_value", "1.0");
    }
    return rows;
  }

  /** Times as the site shows them, whatever was sent; nothing is nothing or null. */
  private @Nullable String shown(Field field, String value) {
    if (value.isEmpty()) {
      return pages.rules().is(QTestTrait.LOOSE_SHAPES) && field.id % 2 == 0 ? null : value;
    }
    return switch (field.dataType) {
      case Field.DATE_TIME -> pages.time(OffsetDateTime.parse(value).toInstant());
      case Field.DATE -> QTestPages.day(OffsetDateTime.parse(value).toInstant());
      default -> value;
    };
  }

  /** Description and precondition of a case stand here and at the top level. */
  String value(Field field, Item item) {
    if (item.kind == Kind.TEST_CASE && field.system && field.label.equals("Description")) {
      return item.description;
    }
    if (item.kind == Kind.TEST_CASE && field.system && field.label.equals("Precondition")) {
      return item.precondition;
    }
    return item.properties.getOrDefault(field.id, "");
  }

  String names(Field field, String value) {
    StringBuilder names = new StringBuilder();
    for (String id : value.replace("[", "").replace("]", "").split(",")) {
      for (Field.Option option : field.options) {
        if (String.valueOf(option.value()).equals(id)) {
          names.append(names.length() == 0 ? "" : ", ").append(option.label());
        }
      }
    }
    return names.toString();
  }
}
