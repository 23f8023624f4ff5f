package io.ztoq.call;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Reads Retry-After: seconds or a date. Zero, the past and nonsense are not credible (SmartBear
 * admitted to have sent 0 wrongly, api-contract 1.7) and give {@link Duration#ZERO}.
 */
final class RetryAfter {

  private RetryAfter() {}

  static Duration of(ApiAnswer answer) {
    String value = answer.header("retry-after");
    if (value == null || value.isBlank()) {
      return Duration.ZERO;
    }
    String text = value.strip();
    Duration wait =
        text.matches("\\d{1,9}(\\.\\d+)?") ? seconds(text) : untilDate(text, answer.header("date"));
    return wait.isNegative() ? Duration.ZERO : wait;
  }

  private static Duration seconds(String text) {
    return Duration.ofMillis((long) Math.ceil(Double.parseDouble(text) * 1000));
  }

  /** Measured against the remote clock where the answer shows it. */
  private static Duration untilDate(String text, @Nullable String remoteNow) {
    Instant until = date(text);
    if (until == null) {
      return Duration.ZERO;
    }
    Instant now = remoteNow == null ? null : date(remoteNow);
    return Duration.between(now == null ? Instant.now() : now, until);
  }

  private static @Nullable Instant date(String text) {
    try {
      return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException nonsense) {
      return null;
    }
  }
}
