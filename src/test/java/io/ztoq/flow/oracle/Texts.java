package io.ztoq.flow.oracle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;

/** What happens to texts on their way, and when a text says what it has to. */
final class Texts {

  private static final Pattern MENTION = Pattern.compile("\\[~([^\\]]*)\\]");
  private static final Pattern CDN_IMAGE =
      Pattern.compile("<img\\b[^>]*smartbear\\.com[^>]*>", Pattern.CASE_INSENSITIVE);
  private static final String ACCOUNT = "accountid:";

  private final Map<String, String> users;

  Texts(Map<String, String> users) {
    this.users = users;
  }

  /** A Zephyr text as it must arrive, except for its images. */
  String arrived(String text) {
    return MENTION
        .matcher(text)
        .replaceAll(mention -> Matcher.quoteReplacement('@' + name(mention.group(1))));
  }

  private String name(String mentioned) {
    String account =
        mentioned.startsWith(ACCOUNT) ? mentioned.substring(ACCOUNT.length()) : mentioned;
    return users.getOrDefault(account, mentioned);
  }

  /**
   * Whether {@code actual} is {@code source} as it must arrive: each image of the CDN replaced by
   * some note.
   */
  boolean same(String source, String actual) {
    return pattern(source).matcher(actual).matches();
  }

  /** Whether {@code actual} begins with {@code source} as it must arrive. */
  boolean startsWith(String source, String actual) {
    return pattern(source).matcher(actual).lookingAt();
  }

  private Pattern pattern(String source) {
    StringBuilder pattern = new StringBuilder();
    String arrived = arrived(source);
    int end = 0;
    Matcher image = CDN_IMAGE.matcher(arrived);
    while (image.find()) {
      pattern.append(Pattern.quote(arrived.substring(end, image.start()))).append("(?!<img).+?");
      end = image.end();
    }
    return Pattern.compile(
        pattern.append(Pattern.quote(arrived.substring(end))).toString(), Pattern.DOTALL);
  }

  /**
   * Facts that {@code actual} does not state, in whatever form: as they are, escaped, or as one
   * reads them on screen.
   */
  List<String> missing(String actual, Collection<String> facts) {
    String seen = screen(actual);
    List<String> missing = new ArrayList<>();
    for (String fact : facts) {
      String arrived = arrived(fact);
      boolean stated =
          actual.contains(arrived)
              || seen.contains(screen(arrived))
              || seen.contains(oneLine(arrived))
              || pattern(fact).matcher(actual).find()
              || screenPattern(fact).matcher(seen).find();
      if (!stated) {
        missing.add(fact);
      }
    }
    return missing;
  }

  private Pattern screenPattern(String fact) {
    StringBuilder pattern = new StringBuilder();
    for (String part : CDN_IMAGE.split(arrived(fact), -1)) {
      pattern.append(pattern.isEmpty() ? "" : ".*?").append(Pattern.quote(screen(part)));
    }
    return Pattern.compile(pattern.toString(), Pattern.DOTALL);
  }

  /** What a reader sees: no tags, no entities, one blank between words. */
  static String screen(String html) {
    String text = Parser.unescapeEntities(Jsoup.parseBodyFragment(html).text(), false);
    return oneLine(text.replaceAll("<[^>]*>", " "));
  }

  static String oneLine(String text) {
    return text.replaceAll("[\\s\\u00a0]+", " ").trim();
  }

  /**
   * The last line of a description, where markers stand; lines end with a line break, a br or a
   * closing tag.
   */
  static String lastLine(String text) {
    String[] lines = text.strip().split("\\R|<br\\s*/?>|</?p>|</?div>|</?pre>");
    return lines.length == 0 ? "" : Parser.unescapeEntities(lines[lines.length - 1].strip(), false);
  }
}
