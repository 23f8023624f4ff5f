package io.ztoq.sandbox.qtest;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * qTest's Data Query: {@code 'Zephyr Key' ~ 'PAY-T1' and name != 'x' or id = 7}. Field on the left,
 * names with blanks in single quotes, blanks around operators; {@code ~} contains in any case. A
 * quote inside a value cannot be written.
 *
 * @param <T> what is searched
 */
final class DataQuery<T> {

  private final List<String> words;
  private final Function<String, @Nullable Function<T, String>> fields;
  private final Predicate<String> compared;
  private int next;

  private DataQuery(
      List<String> words,
      Function<String, @Nullable Function<T, String>> fields,
      Predicate<String> compared) {
    this.words = words;
    this.fields = fields;
    this.compared = compared;
  }

  /**
   * @param fields gives for a field's name (lower case) or id how to read it; null when there is no
   *     such field
   * @param compared whether a field (lower case) knows {@code =} and {@code !=}
   * @throws io.ztoq.sandbox.wire.Refusal (400) for anything that is not understood
   */
  static <T> Predicate<T> parse(
      String text,
      Function<String, @Nullable Function<T, String>> fields,
      Predicate<String> compared) {
    if (text.isBlank()) {
      return any -> true;
    }
    DataQuery<T> query = new DataQuery<>(words(text), fields, compared);
    Predicate<T> parsed = query.alternatives();
    if (query.next < query.words.size()) {
      throw QTestErrors.invalid("Query not understood at: " + query.words.get(query.next));
    }
    return parsed;
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      if (Character.isWhitespace(text.charAt(at))) {
        at++;
        continue;
      }
      boolean quoted = text.charAt(at) == '\'';
      int end = quoted ? text.indexOf('\'', at + 1) : at;
      while (!quoted && end < text.length() && !Character.isWhitespace(text.charAt(end))) {
        end++;
      }
      if (end < 0
          || quoted && end + 1 < text.length() && !Character.isWhitespace(text.charAt(end + 1))) {
        throw QTestErrors.invalid("Query not understood: a quote is not closed");
      }
      words.add(text.substring(at, quoted ? end + 1 : end));
      at = quoted ? end + 1 : end;
    }
    return words;
  }

  private Predicate<T> alternatives() {
    Predicate<T> result = conjunction();
    while (next < words.size() && words.get(next).equalsIgnoreCase("or")) {
      next++;
      result = result.or(conjunction());
    }
    return result;
  }

  private Predicate<T> conjunction() {
    Predicate<T> result = condition();
    while (next < words.size() && words.get(next).equalsIgnoreCase("and")) {
      next++;
      result = result.and(condition());
    }
    return result;
  }

  private Predicate<T> condition() {
    if (next + 3 > words.size()) {
      throw QTestErrors.invalid("Query not understood: field, operator and value were expected");
    }
    String name = unquoted(words.get(next));
    Function<T, String> field = fields.apply(name.toLowerCase(Locale.ROOT));
    String operator = words.get(next + 1);
    String value = unquoted(words.get(next + 2));
    next += 3;
    if (field == null) {
      throw QTestErrors.invalid("Unknown field in query: " + name);
    }
    if (Set.of("=", "!=").contains(operator) && !compared.test(name.toLowerCase(Locale.ROOT))) {
      throw QTestErrors.invalid("Operator " + operator + " is not supported for " + name);
    }
    String lower = value.toLowerCase(Locale.ROOT);
    return switch (operator) {
      case "~" -> item -> field.apply(item).toLowerCase(Locale.ROOT).contains(lower);
      case "!~" -> item -> !field.apply(item).toLowerCase(Locale.ROOT).contains(lower);
      case "=" -> item -> field.apply(item).equalsIgnoreCase(value);
      case "!=" -> item -> !field.apply(item).equalsIgnoreCase(value);
      case ">" -> item -> compare(field.apply(item), value) > 0;
      case ">=" -> item -> compare(field.apply(item), value) >= 0;
      case "<" -> item -> compare(field.apply(item), value) < 0;
      case "<=" -> item -> compare(field.apply(item), value) <= 0;
      case "is" -> emptiness(field, value);
      default -> throw QTestErrors.invalid("Unknown operator in query: " + operator);
    };
  }

  private Predicate<T> emptiness(Function<T, String> field, String value) {
    return switch (value) {
      case "not empty" -> item -> !field.apply(item).isEmpty();
      case "empty" -> item -> field.apply(item).isEmpty();
      default -> throw QTestErrors.invalid("After 'is' only 'empty' or 'not empty' is understood");
    };
  }

  private static int compare(String left, String right) {
    try {
      return OffsetDateTime.parse(left)
          .toInstant()
          .compareTo(OffsetDateTime.parse(right).toInstant());
    } catch (DateTimeParseException notDates) {
      return compareNumbers(left, right);
    }
  }

  private static int compareNumbers(String left, String right) {
    try {
      return new BigDecimal(left).compareTo(new BigDecimal(right));
    } catch (NumberFormatException texts) {
      return left.compareTo(right);
    }
  }

  private static String unquoted(String word) {
    return word.startsWith("'") ? word.substring(1, word.length() - 1) : word;
  }
}
