package io.ztoq.sandbox.qtest;

import java.util.regex.Pattern;

/**
 * Names that the simulated site refuses although they are short enough, as a security filter in
 * front may do.
 */
final class Names {

  private static final Pattern REFUSED = Pattern.compile("<script", Pattern.CASE_INSENSITIVE);

  private Names() {}

  /**
   * @throws io.ztoq.sandbox.wire.Refusal (400) when the name is refused
   */
  static String checked(String name) {
    if (REFUSED.matcher(name).find()) {
      throw QTestErrors.invalid("The name contains a forbidden tag");
    }
    return name;
  }
}
