package io.ztoq.zephyr;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the texts that Zephyr sends. */
final class Texts {

  private static final char REPLACEMENT = '\uFFFD';

  /** Behind an even number of backslashes; behind an odd one they are text. */
  private static final Pattern ESCAPED_NUL = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000");

  /** ISO 8601, with "+00:00", "+0000", "Z" or no zone (then UTC), with or without a time. */
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendPattern("['T'][' ']")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendPattern("[XXX][XX][X]")
          .optionalEnd()
          .toFormatter();

  private Texts() {}

  /**
   * NUL cannot be stored in PostgreSQL, half a surrogate pair in no database: each becomes U+FFFD.
   */
  static String storable(String text) {
    char[] chars = text.toCharArray();
    boolean isClean = true;
    for (int i = 0; i < chars.length; i++) {
      if (isUnstorable(chars, i)) {
        chars[i] = REPLACEMENT;
        isClean = false;
      }
    }
    return isClean ? text : new String(chars);
  }

  /**
   * A scalar as its text, anything else as JSON. Of NUL, JSON keeps an escape, which would be a NUL
   * again for whoever reads it.
   */
  static String storable(JsonNode value) {
    return value.isValueNode()
        ? storable(value.asText())
        : storable(ESCAPED_NUL.matcher(value.toString()).replaceAll("$1" + REPLACEMENT));
  }

  private static boolean isUnstorable(char[] chars, int i) {
    char c = chars[i];
    if (c < Character.MIN_SURROGATE) {
      return c == 0;
    }
    if (Character.isHighSurrogate(c)) {
      return i + 1 == chars.length || !Character.isLowSurrogate(chars[i + 1]);
    }
    return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(chars[i - 1]));
  }

  static @Nullable Long wholeNumber(String text) {
    try {
      return new BigDecimal(text.trim()).longValueExact();
    } catch (ArithmeticException | NumberFormatException notOne) {
      return null;
    }
  }

  static @Nullable Instant instant(String text) {
    try {
      TemporalAccessor parsed =
          TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
      if (parsed instanceof OffsetDateTime time) {
        return time.toInstant();
      }
      return parsed instanceof LocalDateTime time
          ? time.toInstant(ZoneOffset.UTC)
          : LocalDate.from(parsed).atStartOfDay().toInstant(ZoneOffset.UTC);
    } catch (DateTimeException notOne) {
      return null;
    }
  }
}
