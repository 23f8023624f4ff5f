package io.ztoq.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** Figures and names as people read them; the same everywhere, whatever the machine's language. */
final class Words {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final Map<String, String> KINDS =
      Map.ofEntries(
          Map.entry("MODULE", "Modules"),
          Map.entry("TEST_CASE", "Test cases"),
          Map.entry("APPROVAL", "Approvals"),
          Map.entry("STEP_READING", "Step readings"),
          Map.entry("TEST_CYCLE", "Test cycles"),
          Map.entry("TEST_SUITE", "Test suites"),
          Map.entry("TEST_RUN", "Test runs"),
          Map.entry("TEST_LOG", "Test logs"),
          Map.entry("ATTACHMENT", "Attachments"));

  /** api-contract 2.4. */
  private static final Map<Integer, String> TYPES =
      Map.ofEntries(
          Map.entry(1, "text box"),
          Map.entry(2, "text area"),
          Map.entry(3, "combo box"),
          Map.entry(4, "date"),
          Map.entry(5, "user list"),
          Map.entry(6, "rich text"),
          Map.entry(7, "number"),
          Map.entry(8, "check box"),
          Map.entry(9, "date time"),
          Map.entry(12, "URL"),
          Map.entry(17, "multi-select combo box"));

  private Words() {}

  static String kind(String kind) {
    return KINDS.getOrDefault(kind, kind);
  }

  /** What stands there instead of what was lost; some losses say it as a sentence. */
  static String kept(String keptInstead) {
    if (keptInstead.isEmpty()) {
      return "nothing was kept";
    }
    boolean sentence = (" " + keptInstead).contains(" stays ");
    return sentence ? keptInstead : "kept " + keptInstead;
  }

  static String type(int dataType) {
    return TYPES.getOrDefault(dataType, "type " + dataType);
  }

  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  static String time(Instant time) {
    return TIME.format(time);
  }

  /** {@code 1 h 02 min}, {@code 3 min 07 s}, {@code 4.2 s}. */
  static String duration(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds >= 3600) {
      return String.format(Locale.ROOT, "%d h %02d min", seconds / 3600, seconds / 60 % 60);
    }
    if (seconds >= 60) {
      return String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60);
    }
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }

  static String bytes(long bytes) {
    if (bytes < 1024) {
      return bytes + " B";
    }
    double value = bytes;
    for (String unit : new String[] {"KB", "MB", "GB"}) {
      value /= 1024;
      if (value < 1024 || unit.equals("GB")) {
        return String.format(Locale.ROOT, "%.1f %s", value, unit);
      }
    }
    throw new IllegalStateException("GB is the last unit");
  }

  static String decimal(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
