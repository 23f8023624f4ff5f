package io.ztoq.call;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/**
 * What an error answer says, in at most 300 characters on one line, without anything that looks
 * like a secret.
 */
public final class ErrorText {

  private static final int LONGEST = 300;
  private static final String[] NAMES = {
    "message", "error_description", "errorMessage", "error", "detail"
  };
  private static final Pattern SECRETS =
      Pattern.compile(
          "(?i)(bearer|basic)\\s+[\\w.~+/=-]{6,}|eyJ[\\w-]{8,}(\\.[\\w-]+)*|(?<=token\"?[:=]\\s?\"?)[\\w.-]{8,}");
  private static final Pattern TITLE = Pattern.compile("(?is)<title[^>]*>(.*?)</title>");
  private static final Pattern TAGS = Pattern.compile("(?s)<(script|style)\\b.*?</\\1>|<[^>]*>");

  private ErrorText() {}

  /**
   * Tries the JSON members message and error, then the text as it is; a HTML page gives its title.
   */
  public static String of(ApiAnswer answer) {
    if (answer.lost()) {
      return String.valueOf(answer.lostBecause());
    }
    JsonNode tree = answer.json();
    String text = tree == null ? plain(answer) : member(tree);
    String line = SECRETS.matcher(text).replaceAll("***").replaceAll("\\s+", " ").strip();
    if (line.isEmpty()) {
      return "no explanation";
    }
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 3) + "...";
  }

  /** Whether the answer is a HTML page, by its type or its first character. */
  public static boolean isHtml(ApiAnswer answer) {
    String type = answer.header("content-type");
    if (type != null && type.toLowerCase(java.util.Locale.ROOT).contains("html")) {
      return true;
    }
    byte[] body = answer.body();
    int first = 0;
    while (first < body.length && Character.isWhitespace(body[first])) {
      first++;
    }
    return first < body.length && body[first] == '<';
  }

  private static String member(JsonNode tree) {
    JsonNode node = tree.isArray() && !tree.isEmpty() ? tree.get(0) : tree;
    for (String name : NAMES) {
      JsonNode value = node.path(name);
      if (value.isValueNode() && !value.asText().isBlank()) {
        return value.asText();
      }
      if (value.isObject()) {
        return member(value);
      }
    }
    return node.isTextual() ? node.asText() : node.toString();
  }

  private static String plain(ApiAnswer answer) {
    String text = answer.text();
    if (!isHtml(answer)) {
      return text;
    }
    var title = TITLE.matcher(text);
    return "a HTML page: " + (title.find() ? title.group(1) : TAGS.matcher(text).replaceAll(" "));
  }
}
