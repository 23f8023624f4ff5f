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
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Collects the field values of one document; sorted by label. Not thread-safe. */
final class FieldWriter {

  private static final Set<FieldMeaning> TEXTS =
      Set.of(FieldMeaning.TEXT, FieldMeaning.RICH_TEXT, FieldMeaning.TEXT_AREA);

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
    noteLosses(field, value, texts);
    put(
        new FieldValue(
            field.label(), new FieldConversion(texts.rules()).convert(sourceKey, field, value)));
  }

  private static void noteLosses(PlannedField field, SourceValue value, RecordTexts texts) {
    String place = "customFields." + field.sourceName();
    boolean isText = TEXTS.contains(field.meaning());
    boolean isParts =
        value.kind() == SourceValue.Kind.LIST || value.kind() == SourceValue.Kind.OTHER;
    boolean isNoText =
        field.meaning() == FieldMeaning.TEXT_AREA && value.kind() != SourceValue.Kind.TEXT;
    if (isNoText || isText && isParts) {
      texts.losses().add(LossKind.KEPT_AS_TEXT, place, "text in '" + field.label() + "'");
    }
    if (isText || value.kind() == SourceValue.Kind.TEXT) {
      texts.html(place, value.text());
    }
    if (field.meaning() == FieldMeaning.DATE && FieldConversion.hasTimeOfDay(value)) {
      String kept = "the day only; the time of day stays in the store";
      texts.losses().add(LossKind.NOT_REPRESENTABLE, place, kept);
    }
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
