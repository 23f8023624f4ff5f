package io.ztoq.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What must happen to every text before qTest sees it.
 *
 * @param users account id to name
 * @param imageHosts hosts, with all below them, whose images only the Zephyr app can open
 *     (api-contract.md 1.4)
 */
public record TextRules(Map<String, String> users, List<String> imageHosts) {

  /** Innermost brackets only, so that nested ones are taken from the inside out. */
  private static final Pattern MENTION = Pattern.compile("\\[~([^\\[\\]]+)\\]");

  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\{[\\p{L}_][\\p{L}\\p{N}_ .-]{0,60}\\}");
  private static final Pattern IMAGE = Pattern.compile("<img", Pattern.CASE_INSENSITIVE);

  /** Every attribute, so that nothing inside the quotes of another one is taken for the source. */
  private static final Pattern ATTRIBUTE =
      Pattern.compile("[\\s/]([^\\s=/>\"']+)\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s>\"']+))");

  private static final Pattern HOST =
      Pattern.compile(
          "\\s*(?:https?:)?[/\\\\]{2}(?:[^/\\\\?#]*@)?([^/\\\\?#:]+).*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final String ACCOUNT = "accountid:";

  public TextRules {
    users = Map.copyOf(users);
    imageHosts = imageHosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
  }

  /**
   * A text for qTest.
   *
   * @param images addresses of the images that were replaced by a note
   */
  public record Cleaned(String text, List<String> images) {}

  /**
   * HTML: mentions become {@code @name}, escaped; images that nobody outside Zephyr can see become
   * a note.
   */
  public Cleaned clean(@Nullable String html) {
    return html == null
        ? new Cleaned("", List.of())
        : replaceImages(rewriteMentions(html, Html::escape));
  }

  /** The same for a field that shows its text as it is: names are not escaped there. */
  public String cleanPlain(String text) {
    return replaceImages(rewriteMentions(text)).text();
  }

  /**
   * qTest takes {@code [~x]} for a project parameter (trap 13); the result holds no {@code [~} at
   * all.
   */
  public String rewriteMentions(String text) {
    return rewriteMentions(text, UnaryOperator.identity());
  }

  private String rewriteMentions(String text, UnaryOperator<String> written) {
    if (!text.contains("[~")) {
      return text;
    }
    String before = text;
    String after = MENTION.matcher(before).replaceAll(match -> mention(match, written));
    while (!after.equals(before)) {
      before = after;
      after = MENTION.matcher(before).replaceAll(match -> mention(match, written));
    }
    return after.replace("[~", "[ ~");
  }

  /** The name where users.yaml has one, else the account id. */
  public String userName(String accountId) {
    return users.getOrDefault(accountId, accountId);
  }

  /**
   * Whether the text has a {@code {parameter}}: its values are in data tables, which Zephyr Cloud
   * does not deliver.
   */
  public static boolean hasPlaceholder(@Nullable String text) {
    return text != null && text.indexOf('{') >= 0 && PLACEHOLDER.matcher(text).find();
  }

  private String mention(MatchResult match, UnaryOperator<String> written) {
    String who = match.group(1).strip();
    String name = users.get(who.startsWith(ACCOUNT) ? who.substring(ACCOUNT.length()) : who);
    // brackets in a name would make a new mention
    String shown = name == null ? who : written.apply(name.replace("[", "(").replace("]", ")"));
    return Matcher.quoteReplacement("@" + shown);
  }

  private Cleaned replaceImages(String text) {
    List<String> images = new ArrayList<>();
    StringBuilder result = new StringBuilder(text.length());
    Matcher tag = IMAGE.matcher(text);
    int from = 0;
    while (tag.find(from)) {
      int at = tag.start();
      int end = endOfTag(text, at);
      result.append(text, from, at).append(image(text.substring(at, end), images));
      from = end;
    }
    return new Cleaned(result.append(text, from, text.length()).toString(), images);
  }

  private String image(String tag, List<String> images) {
    String address = source(tag);
    if (!isHidden(address)) {
      return tag;
    }
    images.add(address);
    return "<i>(image not migrated: " + Html.escape(fileName(address)) + ")</i>";
  }

  /** A name in the path or the query says nothing about who delivers the image. */
  private boolean isHidden(String address) {
    Matcher found = HOST.matcher(address);
    if (!found.matches()) {
      return false;
    }
    String host = found.group(1).strip().toLowerCase(Locale.ROOT);
    return imageHosts.stream().anyMatch(one -> host.equals(one) || host.endsWith("." + one));
  }

  /** Empty for an image without source. */
  private static String source(String tag) {
    Matcher attribute = ATTRIBUTE.matcher(tag);
    while (attribute.find()) {
      if (attribute.group(1).equalsIgnoreCase("src")) {
        return Stream.of(2, 3, 4)
            .map(attribute::group)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse("");
      }
    }
    return "";
  }

  private static String fileName(String address) {
    int query = address.indexOf('?');
    String path = query < 0 ? address : address.substring(0, query);
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Just behind the {@code >} that closes the tag; one inside quotes does not. */
  private static int endOfTag(String text, int start) {
    char quote = 0;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '>') {
        return i + 1;
      }
    }
    return text.length();
  }
}
