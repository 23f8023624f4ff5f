package io.ztoq.zephyr;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the addresses in Zephyr's objects tell: some facts (the version of an executed case) are
 * nowhere else.
 */
final class SelfLink {

  private static final Pattern VERSION = Pattern.compile("/versions/(\\d{1,9})(?:[/?#]|$)");
  private static final Pattern LAST_PART = Pattern.compile("([A-Za-z]+)/?(?:[?#].*)?$");

  private SelfLink() {}

  /**
   * The path part behind {@code collection}: {@code /testcases/PAY-T25/versions/1} gives {@code
   * PAY-T25}.
   */
  static @Nullable String idOrKey(@Nullable String self, String collection) {
    if (self == null) {
      return null;
    }
    Matcher found = Pattern.compile("/" + collection + "/([^/?#]+)").matcher(self);
    return found.find() ? decoded(found.group(1)) : null;
  }

  private static String decoded(String part) {
    try {
      return Texts.storable(URLDecoder.decode(part, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException notEncoded) {
      return part;
    }
  }

  static @Nullable Integer version(@Nullable String self) {
    if (self == null) {
      return null;
    }
    Matcher found = VERSION.matcher(self);
    return found.find() ? Integer.valueOf(found.group(1)) : null;
  }

  /** {@code .../PAY-T1/teststeps} gives {@code teststeps}. */
  static @Nullable String lastPart(@Nullable String self) {
    if (self == null) {
      return null;
    }
    Matcher found = LAST_PART.matcher(self);
    return found.find() ? found.group(1) : null;
  }
}
