package io.ztoq.qtest;

import java.util.List;

/**
 * The value of one qTest field, by names: no id of a site or project is in a document, so its hash
 * means the same everywhere.
 *
 * @param field label of the field
 * @param values one text (text, number in plain notation, date ISO 8601 with zone, option label),
 *     or several option labels for a multi-select; never empty: a field without value is left out
 */
public record FieldValue(String field, List<String> values) {
  public FieldValue {
    values = List.copyOf(values);
  }

  public static FieldValue of(String field, String value) {
    return new FieldValue(field, List.of(value));
  }
}
