package io.ztoq.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns text into the type of its key; what cannot be turned is a problem that says what would be
 * right.
 */
final class ValueReader {

  private static final Pattern DURATION = Pattern.compile("(\\d{1,12})\\s*(ms|s|m|h|d)");

  private final Problems problems;

  ValueReader(Problems problems) {
    this.problems = problems;
  }

  /** The value, or null after a problem. */
  @Nullable Object read(SettingKey key, Given given) {
    String text = given.text().strip();
    Object value = convert(key.type(), text);
    if (value == null) {
      problems.wrong(key, given, rule(key));
    } else if (value instanceof Number number && !inRange(key, number.longValue())) {
      problems.wrong(key, given, rule(key));
      return null;
    }
    return value;
  }

  private static boolean inRange(SettingKey key, long number) {
    return number >= key.about().min() && number <= key.about().max();
  }

  private static @Nullable Object convert(Class<?> type, String text) {
    try {
      if (type == int.class) {
        return Integer.valueOf(text);
      } else if (type == long.class) {
        return Long.valueOf(text);
      } else if (type == boolean.class) {
        return flag(text);
      } else if (type == URI.class) {
        return address(text);
      } else if (type == Path.class) {
        return Path.of(text);
      } else if (type == Duration.class) {
        return duration(text);
      } else if (type == List.class) {
        return Arrays.stream(text.split(","))
            .map(String::strip)
            .filter(one -> !one.isEmpty())
            .toList();
      } else if (type.isEnum()) {
        return word(type, text);
      }
      return text;
    } catch (NumberFormatException | InvalidPathException problem) {
      return null;
    }
  }

  private static @Nullable Boolean flag(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> null;
    };
  }

  private static @Nullable URI address(String text) {
    try {
      URI uri = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      boolean web =
          "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      boolean plain =
          uri.getUserInfo() == null && uri.getQuery() == null && uri.getFragment() == null;
      return web && plain && uri.getHost() != null ? uri : null;
    } catch (URISyntaxException problem) {
      return null;
    }
  }

  private static @Nullable Duration duration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  private static @Nullable Object word(Class<?> type, String text) {
    return Arrays.stream(type.getEnumConstants())
        .filter(one -> shown(one).equalsIgnoreCase(text.replace('_', '-')))
        .findFirst()
        .orElse(null);
  }

  static String shown(Object enumConstant) {
    return ((Enum<?>) enumConstant).name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What a right value looks like. */
  static String rule(SettingKey key) {
    Class<?> type = key.type();
    if (type == int.class || type == long.class) {
      return "a whole number" + range(key.about());
    } else if (type == boolean.class) {
      return "true or false";
    } else if (type == URI.class) {
      return "an address like https://host/path without user, query and fragment";
    } else if (type == Duration.class) {
      return "a time with its unit, like 500ms, 5s, 2m or 1h";
    } else if (type.isEnum()) {
      return "one of "
          + Arrays.stream(type.getEnumConstants())
              .map(ValueReader::shown)
              .collect(Collectors.joining(", "));
    }
    return type == Path.class ? "a path" : type == List.class ? "a list of words" : "text";
  }

  private static String range(Key about) {
    boolean low = about.min() != Long.MIN_VALUE;
    boolean high = about.max() != Long.MAX_VALUE;
    if (low && high) {
      return " from %d to %d".formatted(about.min(), about.max());
    }
    return low ? " of at least " + about.min() : high ? " of at most " + about.max() : "";
  }
}
