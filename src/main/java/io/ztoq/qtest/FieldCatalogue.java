package io.ztoq.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.ztoq.failure.RecordRejected;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Turns labels of documents into ids of one qTest project. Immutable.
 *
 * @param fields by object type (test-cases, test-runs, test-suites), then by label
 * @param ours labels by object type that our documents may carry; other fields are left as they are
 * @param statuses id by name of the execution statuses
 */
public record FieldCatalogue(
    Map<String, Map<String, QTestField>> fields,
    Map<String, Set<String>> ours,
    Map<String, Long> statuses) {

  /** Field that carries the marker of cases, runs and suites (mapping.md 1). */
  public static final String ZEPHYR_KEY = "Zephyr Key";

  /**
   * Parts of a case that are shown as properties, too; written in one place only (api-contract
   * 2.4).
   */
  private static final Set<String> TOP_LEVEL = Set.of("Description", "Precondition");

  /** Characters of {@code yyyy-MM-dd}. */
  private static final int DAY = 10;

  public FieldCatalogue {
    fields = Map.copyOf(fields);
    ours = Map.copyOf(ours);
    statuses = Map.copyOf(statuses);
  }

  /**
   * Fields of one object type by label. Where labels are not unique the first one that is switched
   * on wins.
   */
  public static Map<String, QTestField> byLabel(List<QTestField> fields) {
    return fields.stream()
        .collect(
            Collectors.toMap(
                QTestField::label,
                Function.identity(),
                (first, other) -> first.active() || !other.active() ? first : other,
                TreeMap::new));
  }

  public Optional<QTestField> field(String objectType, String label) {
    return Optional.ofNullable(fields.getOrDefault(objectType, Map.of()).get(label));
  }

  /** The fields of one object type that our documents may carry. */
  public List<QTestField> oursOn(String objectType) {
    return ours.getOrDefault(objectType, Set.of()).stream()
        .flatMap(label -> field(objectType, label).stream())
        .toList();
  }

  /** How objects of one type are compared. */
  public LiveView view(String objectType) {
    return new LiveView(oursOn(objectType));
  }

  /** Whether {@code object} carries {@code key} in field Zephyr Key. */
  public boolean hasKey(String objectType, JsonNode object, String key) {
    return key(objectType, object).filter(key::equals).isPresent();
  }

  /** What {@code object} carries in field Zephyr Key; empty when there is nothing. */
  public Optional<String> key(String objectType, JsonNode object) {
    long id = field(objectType, ZEPHYR_KEY).map(QTestField::id).orElse(0L);
    for (JsonNode property : object.path("properties")) {
      if (property.path("field_id").asLong() == id) {
        return Optional.of(property.path("field_value").asText("").strip())
            .filter(key -> !key.isEmpty());
      }
    }
    return Optional.empty();
  }

  /**
   * The {@code properties} of a change: the document's, empty ones for fields of ours that the
   * document no longer has, and what stands in other fields, because qTest may clear what is left
   * out.
   */
  public ArrayNode properties(String objectType, List<FieldValue> values, JsonNode live) {
    ArrayNode properties = properties(objectType, values);
    Set<Long> done = new HashSet<>();
    properties.forEach(property -> done.add(property.path("field_id").asLong()));
    Set<Long> cleared =
        oursOn(objectType).stream()
            .filter(field -> !field.system())
            .map(QTestField::id)
            .collect(Collectors.toSet());
    for (JsonNode property : live.path("properties")) {
      long id = property.path("field_id").asLong();
      String value =
          property.path("field_value").isNull() ? "" : property.path("field_value").asText("");
      boolean twice =
          objectType.equals("test-cases")
              && TOP_LEVEL.contains(property.path("field_name").asText(""));
      if (id > 0 && !value.isEmpty() && !twice && done.add(id)) {
        properties
            .addObject()
            .put("field_id", id)
            .put("field_value", cleared.contains(id) ? "" : value);
      }
    }
    return properties;
  }

  /**
   * @throws RecordRejected (QTS-010) when the project has no status of that name
   */
  public long status(String name) {
    Long id = statuses.get(name);
    if (id == null) {
      throw new RecordRejected(
          "QTS-010",
          "the qTest project has no execution status '%s'; add it there, or change values.execution-status in the mapping, known: %s"
              .formatted(name, new TreeMap<>(statuses).keySet()));
    }
    return id;
  }

  /** The {@code properties} array of a request, as trap 18 wants it. */
  public ArrayNode properties(String objectType, List<FieldValue> values) {
    ArrayNode properties = QTestJson.array();
    for (FieldValue value : values) {
      QTestField field =
          field(objectType, value.field())
              .orElseThrow(
                  () ->
                      new RecordRejected(
                          "QTS-011",
                          "qTest has no field '%s' on %s; create it there, or map it to another one"
                              .formatted(value.field(), objectType)));
      properties
          .addObject()
          .put("field_id", field.id())
          .put("field_value", text(field, value.values()));
    }
    return properties;
  }

  private static String text(QTestField field, List<String> values) {
    if (field.isMulti()) {
      return values.stream()
          .map(label -> option(field, label))
          .collect(Collectors.joining(",", "[", "]"));
    }
    String joined = String.join(", ", values);
    return switch (field.dataType()) {
      case QTestField.COMBO_BOX -> option(field, joined);
      case QTestField.NUMBER -> checked(field, joined, FieldCatalogue::isNumber, "a number");
      case QTestField.DATE, QTestField.DATE_TIME -> date(field, joined);
      case QTestField.USER_LIST -> users(field, values);
      default -> joined;
    };
  }

  private static String users(QTestField field, List<String> values) {
    String ids =
        values.stream()
            .map(id -> checked(field, id, FieldCatalogue::isNumber, "the number of a qTest user"))
            .collect(Collectors.joining(","));
    return field.multiple() ? "[" + ids + "]" : ids;
  }

  private static String date(QTestField field, String value) {
    checked(field, value, FieldCatalogue::isDate, "a date");
    return value.length() == DAY ? value + "T00:00:00+00:00" : value;
  }

  private static String option(QTestField field, String label) {
    Long id = field.options().get(label);
    if (id == null) {
      throw new RecordRejected(
          "QTS-012",
          "qTest field '%s' has no option '%s'; add it there, or map the value to one of: %s"
              .formatted(field.label(), label, field.options().keySet()));
    }
    return Long.toString(id);
  }

  private static String checked(
      QTestField field, String value, java.util.function.Predicate<String> test, String what) {
    if (!test.test(value)) {
      throw new RecordRejected(
          "QTS-013",
          "qTest field '%s' takes %s, not '%s'; map the Zephyr field to a text field instead"
              .formatted(field.label(), what, value));
    }
    return value;
  }

  private static boolean isNumber(String value) {
    try {
      return new BigDecimal(value).precision() > 0;
    } catch (NumberFormatException other) {
      return false;
    }
  }

  private static boolean isDate(String value) {
    try {
      return value.length() == DAY
          ? LocalDate.parse(value).getYear() > -1
          : OffsetDateTime.parse(value).getYear() > -1;
    } catch (DateTimeParseException other) {
      return false;
    }
  }
}
