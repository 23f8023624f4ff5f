package io.ztoq.transform;

import io.ztoq.failure.RecordRejected;
import io.ztoq.mapping.FieldConversion;
import io.ztoq.mapping.FieldMeaning;
import io.ztoq.mapping.OwnFields;
import io.ztoq.mapping.PlannedField;
import io.ztoq.mapping.SourceValue;
import io.ztoq.qtest.FieldValue;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Collects the field values of one document; sorted by label. Not thread-safe. */
final class FieldWriter {

  private final String sourceKey;
  private final OwnFields own;
  private final Map<String, FieldValue> values = new TreeMap<>();

  FieldWriter(String sourceKey, OwnFields own) {
    this.sourceKey = sourceKey;
    this.own = own;
  }

  /** A field without value is left out. */
  void own(OwnFields.Property property, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      put(FieldValue.of(own.label(property), value));
    }
  }

  void custom(PlannedField field, SourceValue value, RecordTexts texts) {
    if (field.meaning() == FieldMeaning.TEXT_AREA && value.kind() != SourceValue.Kind.TEXT) {
      texts
          .losses()
          .add(
              LossKind.KEPT_AS_TEXT,
              "customFields." + field.sourceName(),
              "text in '" + field.label() + "'");
    }
    if (value.kind() == SourceValue.Kind.TEXT) {
      texts.html("customFields." + field.sourceName(), value.text());
    }
    put(
        new FieldValue(
            field.label(), new FieldConversion(texts.rules()).convert(sourceKey, field, value)));
  }

  /**
   * @throws RecordRejected (MAP-003) when two values want the same field
   */
  void put(FieldValue value) {
    if (values.put(value.field(), value) != null) {
      throw new RecordRejected(
          "MAP-003",
          "%s: two values for qTest field '%s'; give one of the Zephyr fields another label in custom_fields_map.yaml"
              .formatted(sourceKey, value.field()));
    }
  }

  List<FieldValue> all() {
    return List.copyOf(values.values());
  }
}
