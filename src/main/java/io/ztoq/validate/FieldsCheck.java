package io.ztoq.validate;

import io.ztoq.qtest.FieldValue;
import io.ztoq.qtest.LiveField;
import io.ztoq.qtest.LiveProperty;
import io.ztoq.qtest.LiveReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares the fields of a document with the properties that qTest shows, each by its type. */
final class FieldsCheck {

  private static final int TEXT_AREA = 2;
  private static final int DATE = 4;
  private static final int RICH_TEXT = 6;
  private static final int NUMBER = 7;
  private static final int DATE_TIME = 9;

  private final FieldLabels labels;
  private final Set<String> own;

  /**
   * @param labels as qTest describes the fields now
   * @param own labels that ztoq fills; one of them that the document does not fill must be empty
   */
  FieldsCheck(FieldLabels labels, Set<String> own) {
    this.labels = labels;
    this.own = Set.copyOf(own);
  }

  static FieldsCheck of(LiveReader qtest, String objectType, Set<String> own) {
    return new FieldsCheck(new FieldLabels(qtest.fields(objectType)), own);
  }

  FieldLabels labels() {
    return labels;
  }

  void compare(Comparison comparison, List<FieldValue> expected, List<LiveProperty> live) {
    Set<String> done = new HashSet<>();
    for (FieldValue field : expected) {
      done.add(field.field());
      compare(comparison, field, labels.values(live, field.field()));
    }
    for (String label : new TreeSet<>(own)) {
      if (!done.contains(label)) {
        comparison.text(
            "VAL-FIELD", "field " + label, "", String.join(", ", labels.values(live, label)));
      }
    }
  }

  private void compare(Comparison comparison, FieldValue expected, List<String> live) {
    String name = "field " + expected.field();
    String want = String.join(", ", expected.values());
    String have = live.isEmpty() ? null : String.join(", ", live);
    LiveField field = labels.field(expected.field());
    if (field == null) {
      comparison.difference("VAL-FIELD", name, want, "(qTest has no such field)");
    } else if (!field.options().isEmpty()) {
      options(comparison, name, expected.values(), live);
    } else {
      switch (field.dataType()) {
        case NUMBER -> comparison.number("VAL-FIELD", name, want, have);
        case DATE, DATE_TIME -> time(comparison, name, want, have, field.dataType() == DATE);
        case TEXT_AREA, RICH_TEXT -> comparison.html("VAL-FIELD", name, want, have);
        default -> comparison.text("VAL-FIELD", name, want, have);
      }
    }
  }

  private static void options(
      Comparison comparison, String name, List<String> expected, List<String> live) {
    comparison.text(
        "VAL-FIELD",
        name,
        String.join(", ", new TreeSet<>(expected)),
        String.join(", ", new TreeSet<>(live)));
  }

  private static void time(
      Comparison comparison,
      String name,
      String expected,
      @Nullable String actual,
      boolean dateOnly) {
    Instant want = instant(expected);
    Instant have = actual == null ? null : instant(actual);
    if (dateOnly && sameDay(expected, actual)) {
      comparison.compared(name, expected.substring(0, 10));
    } else if (want == null || have == null) {
      comparison.text("VAL-FIELD", name, expected, actual);
    } else {
      comparison.instant("VAL-FIELD", name, want, have);
    }
  }

  private static boolean sameDay(String expected, @Nullable String actual) {
    return actual != null
        && expected.length() >= 10
        && actual.length() >= 10
        && expected.substring(0, 10).equals(actual.substring(0, 10));
  }

  /** Any ISO 8601 form; a date alone is its first instant in UTC. */
  private static @Nullable Instant instant(String text) {
    try {
      String iso = text.strip().replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2");
      return iso.length() == 10
          ? LocalDate.parse(iso).atStartOfDay(java.time.ZoneOffset.UTC).toInstant()
          : OffsetDateTime.parse(iso).toInstant();
    } catch (DateTimeException notATime) {
      return null;
    }
  }
}
