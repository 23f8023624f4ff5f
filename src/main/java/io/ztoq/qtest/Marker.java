package io.ztoq.qtest;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last line of a description or note that says which Zephyr object it was made from, e.g.
 * {@code [zephyr:cycle/PAY-R4]}.
 *
 * <p>The one form: text, then {@code <br>} and a line feed, then the marker and nothing more. So it
 * is a line of its own for whoever reads the text as HTML and for whoever reads it as plain text.
 * Only the last line counts: a marker quoted in the text above is text.
 */
public final class Marker {

  /**
   * Label of the field that is the marker of cases and runs; not a setting, since it must never
   * change.
   */
  public static final String KEY_FIELD = "Zephyr Key";

  /** Stands in every marker of a text. */
  public static final String WORD = "zephyr:";

  private static final Pattern TRAILING_TAGS =
      Pattern.compile("(?:\\s|&nbsp;|</?[A-Za-z][^<>]*>)+$");
  private static final Pattern MARKED = Pattern.compile("(?:^|[\\n>])\\s*\\[zephyr:([^\\n]+)]$");
  private static final String BREAK = "<br>\n";

  private Marker() {}

  /** {@code [zephyr:key]}. */
  public static String of(String key) {
    return "[zephyr:" + key + "]";
  }

  /** The text with the marker as its last line; the marker alone when there is no text. */
  public static String append(String text, String marker) {
    return text.isEmpty() ? marker : text + BREAK + marker;
  }

  /** The key in the marker of the last line; empty when that is no marker. */
  public static Optional<String> key(String text) {
    Matcher last = MARKED.matcher(TRAILING_TAGS.matcher(text).replaceFirst(""));
    return last.find() ? Optional.of(last.group(1)) : Optional.empty();
  }

  /**
   * Whether the last line is exactly this marker. Tags and blanks around it are ignored: qTest may
   * have wrapped the text in a paragraph or changed the form of the line break.
   */
  public static boolean isMarkedBy(String text, String marker) {
    String shown = TRAILING_TAGS.matcher(text).replaceFirst("");
    if (!shown.endsWith(marker)) {
      return false;
    }
    String before = shown.substring(0, shown.length() - marker.length());
    String line = before.substring(Math.max(before.lastIndexOf('\n'), before.lastIndexOf('>')) + 1);
    return line.isBlank();
  }
}
