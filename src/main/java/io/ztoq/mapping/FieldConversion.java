package io.ztoq.mapping;

import io.ztoq.failure.RecordRejected;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Turns a value into what its qTest field holds: one text, or option labels.
 *
 * @param texts for mentions, images and names of users
 */
public record FieldConversion(TextRules texts) {

  private static final Pattern TIME_OF_DAY = Pattern.compile("T(?!00:00(:00(\\.0+)?)?([Z+-]|$))");
  private static final Set<String> TRUE = Set.of("true", "yes", "1");
  private static final Set<String> FALSE = Set.of("false", "no", "0");

  /**
   * @return never empty
   * @throws RecordRejected (MAP-002) when the value does not fit the field
   */
  public List<String> convert(String sourceKey, PlannedField field, SourceValue value) {
    try {
      return switch (field.meaning()) {
        case BOOLEAN -> List.of(yesOrNo(single(value)));
        case NUMBER -> List.of(new BigDecimal(single(value).strip()).toPlainString());
        case DATE -> List.of(day(single(value)) + "T00:00:00Z");
        case DATE_TIME -> List.of(instant(single(value)).toString());
        case SINGLE_CHOICE -> List.of(option(field, single(value)));
        case MULTI_CHOICE ->
            value.items().stream().map(item -> option(field, item)).distinct().toList();
        case USER ->
            List.of(String.join(", ", value.items().stream().map(texts::userName).toList()));
        case RICH_TEXT -> List.of(richText(value.text()));
        case TEXT, TEXT_AREA -> List.of(texts.cleanPlain(value.text()));
      };
    } catch (DateTimeException | ArithmeticException | IllegalArgumentException problem) {
      throw new RecordRejected(
          "MAP-002",
          "%s: value '%s' of custom field '%s' does not fit qTest field '%s' (%s); change the value in Zephyr, or the"
                  .formatted(
                      sourceKey,
                      shorten(value.text()),
                      field.sourceName(),
                      field.label(),
                      field.meaning().word())
              + " type of '%s' under 'custom-fields.types' in config/mappings/custom-fields.yaml"
                  .formatted(field.sourceName()));
    }
  }

  /** What is HTML already stays as it is; several lines of plain text become lines there, too. */
  private String richText(String text) {
    String cleaned = texts.clean(text).text();
    return Html.hasMarkup(text) ? cleaned : Html.breakLines(cleaned);
  }

  private String option(PlannedField field, String text) {
    String label = texts.rewriteMentions(text);
    if (!field.options().contains(label)) {
      throw new IllegalArgumentException("no option");
    }
    return label;
  }

  private static String single(SourceValue value) {
    if (value.items().size() != 1) {
      throw new IllegalArgumentException("several values");
    }
    return value.items().get(0);
  }

  private static String yesOrNo(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    if (TRUE.contains(word)) {
      return FieldMeaning.YES_NO.get(0);
    }
    if (FALSE.contains(word)) {
      return FieldMeaning.YES_NO.get(1);
    }
    throw new IllegalArgumentException(word);
  }

  /** Whether a date or time exists; 30 February looks like one only. */
  static boolean isInstant(String text) {
    try {
      instant(text);
      return true;
    } catch (DateTimeException noTime) {
      return false;
    }
  }

  /** Whether a date field would hold less than the value says. */
  public static boolean hasTimeOfDay(SourceValue value) {
    return value.items().stream().anyMatch(item -> TIME_OF_DAY.matcher(item).find());
  }

  /** The day as it is written: where that is, it is that day. */
  private static String day(String text) {
    var unused = instant(text); // refuses what is no date
    return text.strip().substring(0, 10);
  }

  /** A time without zone is taken as UTC. */
  private static Instant instant(String text) {
    String value = text.strip();
    if (!value.contains("T")) {
      return LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
    if (value.matches(".*[+-]\\d{4}")) {
      value = value.substring(0, value.length() - 2) + ":" + value.substring(value.length() - 2);
    }
    boolean zoned = value.endsWith("Z") || value.matches(".*T.*[+-]\\d{2}:\\d{2}");
    return zoned
        ? OffsetDateTime.parse(value).toInstant()
        : LocalDateTime.parse(value).toInstant(ZoneOffset.UTC);
  }

  private static String shorten(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "...";
  }
}
