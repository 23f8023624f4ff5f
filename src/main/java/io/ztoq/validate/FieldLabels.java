package io.ztoq.validate;

import io.ztoq.qtest.LiveField;
import io.ztoq.qtest.LiveProperty;
import io.ztoq.qtest.QTestField;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns the ids in qTest's properties into labels, by the fields as qTest describes them now. */
final class FieldLabels {

  private final Map<Long, LiveField> byId = new HashMap<>();
  private final Map<String, LiveField> byLabel = new HashMap<>();

  FieldLabels(List<LiveField> fields) {
    for (LiveField field : fields) {
      byId.put(field.id(), field);
      byLabel.putIfAbsent(field.label(), field);
    }
  }

  @Nullable LiveField field(String label) {
    return byLabel.get(label);
  }

  /** Label of the field of a property; null for computed and unknown ones. */
  @Nullable String label(LiveProperty property) {
    LiveField field = byId.get(property.fieldId());
    return field == null ? null : field.label();
  }

  /** What a field holds, options as labels; empty when the property is missing or empty. */
  List<String> values(List<LiveProperty> properties, String label) {
    LiveField field = byLabel.get(label);
    if (field == null) {
      return List.of();
    }
    return properties.stream()
        .filter(property -> property.fieldId() == field.id() && !property.value().isEmpty())
        .findFirst()
        .map(property -> decode(field, property.value()))
        .orElse(List.of());
  }

  private static List<String> decode(LiveField field, String value) {
    if (field.options().isEmpty() && field.dataType() != QTestField.USER_LIST) {
      return List.of(value);
    }
    String ids =
        value.startsWith("[") && value.endsWith("]")
            ? value.substring(1, value.length() - 1)
            : value;
    return Arrays.stream(ids.split(",", -1))
        .map(String::strip)
        .filter(id -> !id.isEmpty())
        .map(id -> field.options().isEmpty() ? id : option(field, id))
        .toList();
  }

  private static String option(LiveField field, String id) {
    String label = id.matches("\\d{1,18}") ? field.options().get(Long.parseLong(id)) : null;
    return label == null ? "option " + id : label;
  }
}
