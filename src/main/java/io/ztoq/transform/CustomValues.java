package io.ztoq.transform;

import com.fasterxml.jackson.databind.JsonNode;
import io.ztoq.canonical.CustomField;
import io.ztoq.mapping.SourceValue;
import io.ztoq.store.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a custom field's value out of the form in which the store keeps it. */
final class CustomValues {

  private CustomValues() {}

  /** Empty where the field has no value: null, an empty text, an empty list. */
  static Optional<SourceValue> read(CustomField field) {
    String value = field.value();
    if (value == null || value.isBlank()) {
      return Optional.empty();
    }
    return switch (field.type()) {
      case NULL -> Optional.empty();
      case STRING -> Optional.of(new SourceValue(SourceValue.Kind.TEXT, List.of(value)));
      case NUMBER -> Optional.of(new SourceValue(SourceValue.Kind.NUMBER, List.of(value)));
      case BOOLEAN -> Optional.of(new SourceValue(SourceValue.Kind.BOOLEAN, List.of(value)));
      case ARRAY -> list(Json.read(value, JsonNode.class));
      case OBJECT ->
          Optional.of(
              new SourceValue(
                  SourceValue.Kind.OTHER, List.of(text(Json.read(value, JsonNode.class)))));
    };
  }

  private static Optional<SourceValue> list(JsonNode array) {
    List<String> items = new ArrayList<>();
    boolean isPlain = true;
    for (JsonNode item : array) {
      isPlain &= item.isValueNode();
      if (!item.isNull() && !text(item).isEmpty()) {
        items.add(text(item));
      }
    }
    SourceValue.Kind kind = isPlain ? SourceValue.Kind.LIST : SourceValue.Kind.OTHER;
    return items.isEmpty() ? Optional.empty() : Optional.of(new SourceValue(kind, items));
  }

  /** For people: {@code name: value, name: value}. */
  static String text(JsonNode node) {
    List<String> parts = new ArrayList<>();
    if (node.isObject()) {
      node.properties().forEach(one -> parts.add(one.getKey() + ": " + text(one.getValue())));
    } else if (node.isArray()) {
      node.forEach(item -> parts.add(text(item)));
    } else {
      return node.isNull() ? "" : node.asText();
    }
    return String.join(", ", parts);
  }
}
