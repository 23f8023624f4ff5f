package io.ztoq.settings;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Replaces {@code ${NAME}} and {@code ${NAME:-default}} by environment variables. */
final class References {

  private static final Pattern REFERENCE =
      Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(:-([^}]*))?}");

  private final Map<String, String> environment;

  References(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * The text with its references replaced; a variable that is unset or empty and has no default
   * gives nothing.
   */
  String resolve(String text) {
    return REFERENCE
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(value(match.group(1), match.group(3))));
  }

  /** Names in {@code text} that are unset or empty and have no default. */
  List<String> unset(String text) {
    return REFERENCE
        .matcher(text)
        .results()
        .filter(match -> match.group(2) == null && value(match.group(1), "").isEmpty())
        .map(match -> match.group(1))
        .toList();
  }

  private String value(String name, @Nullable String otherwise) {
    String value = environment.getOrDefault(name, "");
    return value.isEmpty() && otherwise != null ? otherwise : value;
  }
}
