package io.ztoq.validate;

import io.ztoq.qtest.LiveProperty;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How an object of ours is recognised in qTest: mapping.md, section 1. */
final class Marker {

  /** Label of the field that holds the key on cases, runs and suites. */
  static final String FIELD = "Zephyr Key";

  /** At the very end; closing tags and blanks may follow where qTest wraps the text. */
  private static final Pattern TEXT =
      Pattern.compile("\\[zephyr:([^\\[\\]\\n]+|.+?)](?:\\s|&nbsp;|<br\\s*/?>|</\\w+>)*\\z");

  private Marker() {}

  /** The source key that a description or note ends with. */
  static @Nullable String inText(String text) {
    int start = text.lastIndexOf("[zephyr:");
    Matcher matcher = start < 0 ? null : TEXT.matcher(text.substring(start));
    return matcher != null && matcher.matches() ? matcher.group(1) : null;
  }

  /** The source key in the field Zephyr Key. */
  static @Nullable String inFields(List<LiveProperty> properties, FieldLabels labels) {
    String key = String.join("", labels.values(properties, FIELD)).strip();
    return key.isEmpty() ? null : key;
  }
}
