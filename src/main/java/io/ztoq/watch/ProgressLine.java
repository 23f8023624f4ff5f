package io.ztoq.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;

/**
 * Turns progress into one plain line with the rate of the last minute and an estimated time;
 * remembers that minute.
 */
final class ProgressLine {

  /** What is counted, by phase; before the first phase nothing is. */
  private static final Map<String, String> WHAT =
      Map.of(
          "extract", "requests",
          "transform", "objects planned",
          "load", "objects settled",
          "validate", "objects read back",
          "rollback-load", "objects taken back",
          "rollback-transform", "rows cleared",
          "rollback-extract", "rows cleared");

  private static final Duration REMEMBERED = Duration.ofMinutes(1);

  /** Before that, lists are still being read, and nobody knows how much there is to do. */
  private static final int LEAST_PERCENT = 1;

  private record Mark(Instant time, Progress progress) {}

  private final Deque<Mark> marks = new ArrayDeque<>();

  /** As {@link #figures}, with what keeps it from going on. */
  String of(Progress now, Instant time) {
    String figures = figures(now, time);
    return now.trouble().isEmpty() ? figures : figures + "  waiting: " + now.trouble();
  }

  /** For example {@code load 1,200 of 5,000 (24.0 %) 52.1/s 1 min 13 s left 3 rejected}. */
  private String figures(Progress now, Instant time) {
    double rate = rate(now, time);
    StringBuilder line = new StringBuilder(now.phase());
    boolean tenants = now.phase().startsWith("tenants");
    String what = tenants ? "rows" : WHAT.get(now.phase());
    if (tenants && now.total() == 0) {
      return line.append("  database, rules and rows").toString();
    }
    if (what == null) {
      return line.append("  the store, the routes and both systems").toString();
    }
    line.append("  ").append(number(now.done()));
    if (now.total() > 0) {
      line.append(String.format(Locale.ROOT, " of %,d", now.total()));
    }
    line.append(' ').append(what);
    if (now.total() > 0) {
      line.append(String.format(Locale.ROOT, " (%.1f %%)", 100.0 * now.done() / now.total()));
    }
    if (rate > 0) {
      line.append(String.format(Locale.ROOT, "  %.1f/s", rate));
      if (now.total() > now.done() && now.done() * 100 >= now.total() * LEAST_PERCENT) {
        line.append("  ").append(left(Math.round((now.total() - now.done()) / rate)));
      }
    }
    if (now.rejects() > 0) {
      line.append("  ").append(number(now.rejects()));
      line.append(tenants ? " without a tenant" : " rejected");
    }
    return line.toString();
  }

  private double rate(Progress now, Instant time) {
    if (!marks.isEmpty() && !marks.getFirst().progress().phase().equals(now.phase())) {
      marks.clear();
    }
    marks.addLast(new Mark(time, now));
    while (marks.size() > 2 && marks.getFirst().time().isBefore(time.minus(REMEMBERED))) {
      marks.removeFirst();
    }
    Mark begin = marks.getFirst();
    double seconds = Duration.between(begin.time(), time).toMillis() / 1000.0;
    return seconds <= 0 ? 0 : (now.done() - begin.progress().done()) / seconds;
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String left(long seconds) {
    if (seconds >= 3600) {
      return String.format(Locale.ROOT, "%d h %02d min left", seconds / 3600, seconds / 60 % 60);
    }
    return seconds >= 60
        ? String.format(Locale.ROOT, "%d min %02d s left", seconds / 60, seconds % 60)
        : seconds + " s left";
  }
}
