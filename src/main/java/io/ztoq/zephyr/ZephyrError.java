package io.ztoq.zephyr;

import io.ztoq.call.ApiAnswer;
import io.ztoq.failure.RecordRejected;

/**
 * What Zephyr says when it refuses: its error bodies come in several shapes. Source: api-contract
 * 1.7.
 */
public final class ZephyrError {

  private static final int LONGEST = 200;

  private ZephyrError() {}

  /** One line: status and Zephyr's own words, at most 200 characters. */
  public static String say(ApiAnswer answer) {
    String text = Texts.storable(words(answer.text())).replaceAll("\\s+", " ").strip();
    return text.isEmpty()
        ? Integer.toString(answer.status())
        : answer.status() + ": " + text.substring(0, Math.min(LONGEST, text.length()));
  }

  private static String words(String body) {
    try {
      ZephyrObject error = ZephyrObject.parse(body);
      return error.has("message")
          ? error.textOrEmpty("message")
          : error.has("error") ? error.textOrEmpty("error") : body;
    } catch (RecordRejected notJson) {
      return body;
    }
  }
}
