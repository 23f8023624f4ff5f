package io.ztoq.flow.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Zephyr's custom fields of cases: their kinds and what a value must look like in qTest. */
final class CustomFields {

  private final Map<String, FieldKind> kinds = new TreeMap<>();
  private final Texts texts;
  private final Rules rules;

  CustomFields(ZephyrProject source, Rules rules) {
    this.texts = new Texts(rules.users());
    this.rules = rules;
    Map<String, List<JsonNode>> values = new TreeMap<>();
    for (SourceCase one : source.cases()) {
      filled(one.row())
          .forEach(
              field ->
                  values
                      .computeIfAbsent(field.getKey(), name -> new ArrayList<>())
                      .add(field.getValue()));
    }
    Set<String> users = users(source);
    values.forEach((name, all) -> kinds.put(name, FieldKind.of(all, users)));
  }

  /** The custom fields of an object that have a value. */
  static List<Map.Entry<String, JsonNode>> filled(JsonNode row) {
    return row.path("customFields").properties().stream()
        .filter(
            field ->
                !field.getValue().isNull()
                    && !(field.getValue().isTextual() && field.getValue().asText().isEmpty()))
        .toList();
  }

  private static Set<String> users(ZephyrProject source) {
    Set<String> users = new HashSet<>();
    source.cases().forEach(one -> users.add(one.row().path("owner").path("accountId").asText()));
    source.cycles().forEach(one -> users.add(one.path("owner").path("accountId").asText()));
    for (SourceExecution one : source.executions()) {
      users.add(one.row().path("executedById").asText());
      users.add(one.row().path("assignedToId").asText());
    }
    return users;
  }

  Map<String, FieldKind> kinds() {
    return kinds;
  }

  void compare(String object, String name, JsonNode value, String actual, Differences differences) {
    FieldKind kind = kinds.get(name);
    String field = "field " + name;
    switch (kind) {
      case RICH ->
          differences.holds(
              texts.same(value.asText(), actual), object, field, value.asText(), actual);
      case OTHER -> differences.states(texts, object, field, actual, leaves(value));
      case WORDS -> differences.same(object, field, texts.arrived(value.asText()), actual);
      case DATE, DATE_TIME ->
          differences.same(object, field, instant(value.asText()).toString(), actual);
      default -> differences.same(object, field, simple(kind, value), actual);
    }
  }

  private String simple(FieldKind kind, JsonNode value) {
    return switch (kind) {
      case BOOLEAN -> value.asBoolean() ? "Yes" : "No";
      case NUMBER -> new BigDecimal(value.asText()).stripTrailingZeros().toPlainString();
      case SEVERAL -> sorted(value);
      default -> rules.user(value.asText());
    };
  }

  /** An empty list says as much as none. */
  private static String sorted(JsonNode array) {
    List<String> words = new ArrayList<>();
    array.forEach(word -> words.add(word.asText()));
    Collections.sort(words);
    return words.isEmpty() ? "" : words.toString();
  }

  static Instant instant(String text) {
    return text.length() == 10
        ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
        : OffsetDateTime.parse(text).toInstant();
  }

  /** Everything that a structured value says. */
  static List<String> leaves(JsonNode value) {
    List<String> leaves = new ArrayList<>();
    if (value.isObject()) {
      value
          .properties()
          .forEach(
              entry -> {
                leaves.add(entry.getKey());
                leaves.addAll(leaves(entry.getValue()));
              });
    } else if (value.isArray()) {
      value.forEach(element -> leaves.addAll(leaves(element)));
    } else if (!value.isNull()) {
      leaves.add(value.asText());
    }
    return leaves;
  }
}
