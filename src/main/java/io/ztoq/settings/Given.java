package io.ztoq.settings;

/**
 * A value as somebody gave it.
 *
 * @param text as it was written; may be a secret, so it is shown only for keys that are none
 * @param origin where it came from, for messages: {@code config/config.yaml:14} or {@code option
 *     --project-key}
 */
public record Given(String text, String origin) {

  /** Without the text, which may be a secret. */
  @Override
  public String toString() {
    return "given by " + origin;
  }
}
