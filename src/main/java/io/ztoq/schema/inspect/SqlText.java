package io.ztoq.schema.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SQL as text: the same statement written in another way becomes the same text. */
final class SqlText {

  private static final Pattern TOKEN =
      Pattern.compile(
          """
          (?s)--[^\\n]*|/\\*.*?\\*/|(\\$(?:[A-Za-z_][A-Za-z0-9_]*)?\\$).*?\\1|'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\\[[A-Za-z0-9_ ]+\\]|\\s+|[A-Za-z0-9_$.\\u0080-\\uffff]+|."""
              .strip());
  private static final Pattern SIMPLE = Pattern.compile("[\"`\\[]([a-z_][a-z0-9_]*)[\"`\\]]");
  private static final Pattern COLLATION =
      Pattern.compile("([a-z0-9_\"]+) [^,()']*?collate (\\w+)");
  private static final Pattern DEFERRED = Pattern.compile("deferrable initially deferred");

  private SqlText() {}

  /** What only the text of a table tells. */
  record Parts(
      List<String> checks,
      List<String> generated,
      List<String> collations,
      List<String> deferred) {}

  /**
   * Without comments, with single blanks, words in lower case, simple names without quotes; texts
   * in quotes stay.
   */
  static String normal(String sql) {
    return words(sql, false);
  }

  /** The same with an empty text in place of every text in quotes and every function body. */
  static String bare(String sql) {
    return words(sql, true);
  }

  /** Only that, so that bodies of functions are looked at, too; texts in quotes become empty. */
  static String withoutComments(String sql) {
    return bare(sql.replace("$$", " "));
  }

  private static String words(String sql, boolean withoutTexts) {
    StringBuilder text = new StringBuilder();
    Matcher tokens = TOKEN.matcher(sql);
    while (tokens.find()) {
      String token = tokens.group();
      if (token.startsWith("--") || token.startsWith("/*") || token.isBlank()) {
        blank(text);
      } else if (token.startsWith("'") || token.length() > 1 && token.startsWith("$")) {
        text.append(withoutTexts ? "''" : token);
      } else {
        text.append(word(token, text));
      }
    }
    return text.toString().strip();
  }

  /** Blanks beside a sign say nothing. */
  private static String word(String token, StringBuilder before) {
    Matcher simple = SIMPLE.matcher(token.toLowerCase(Locale.ROOT));
    String word =
        simple.matches() && token.equals(token.toLowerCase(Locale.ROOT))
            ? simple.group(1)
            : token.startsWith("\"") ? token : token.toLowerCase(Locale.ROOT);
    if (word.matches("[(),;=<>]")
        && !before.isEmpty()
        && before.charAt(before.length() - 1) == ' ') {
      before.setLength(before.length() - 1);
    }
    return word;
  }

  private static void blank(StringBuilder text) {
    if (!text.isEmpty() && " (,;=<>".indexOf(text.charAt(text.length() - 1)) < 0) {
      text.append(' ');
    }
  }

  static boolean hasWord(String normal, String word) {
    return Pattern.compile("\\b" + word + "\\b").matcher(bare(normal)).find();
  }

  /**
   * @param normal text of a CREATE TABLE
   */
  static Parts parts(String normal) {
    return new Parts(
        inParentheses(normal, "\\bcheck"),
        inParentheses(normal, "\\bas"),
        matches(COLLATION, normal, "$1 $2"),
        matches(DEFERRED, normal, "initially deferred"));
  }

  private static List<String> matches(Pattern pattern, String text, String form) {
    List<String> found = new ArrayList<>();
    pattern
        .matcher(text)
        .results()
        .forEach(
            one -> found.add(one.groupCount() == 0 ? form : one.group(1) + " " + one.group(2)));
    return found;
  }

  private static List<String> inParentheses(String text, String word) {
    List<String> found = new ArrayList<>();
    Matcher begin = Pattern.compile(word + "\\(").matcher(text);
    int at = 0;
    while (begin.find(at)) {
      at = end(text, begin.end() - 1);
      found.add(text.substring(begin.end() - 1, at));
    }
    return found;
  }

  /** Behind the parenthesis that closes the one at {@code from}. */
  private static int end(String text, int from) {
    int depth = 0;
    boolean quoted = false;
    for (int i = from; i < text.length(); i++) {
      char sign = text.charAt(i);
      quoted ^= sign == '\'';
      if (!quoted && sign == '(') {
        depth++;
      } else if (!quoted && sign == ')' && --depth == 0) {
        return i + 1;
      }
    }
    return text.length();
  }
}
