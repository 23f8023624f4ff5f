package io.ztoq.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What must happen to every text before qTest sees it.
 *
 * @param users account id to name
 * @param imageHosts hosts whose images only the Zephyr app can open (api-contract.md 1.4)
 */
public record TextRules(Map<String, String> users, List<String> imageHosts) {

  /** Innermost brackets only, so that nested ones are taken from the inside out. */
  private static final Pattern MENTION = Pattern.compile("\\[~([^\\[\\]]+)\\]");

  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\{[\\p{L}_][\\p{L}\\p{N}_ .-]{0,60}\\}");
  private static final Pattern IMAGE = Pattern.compile("<img", Pattern.CASE_INSENSITIVE);
  private static final Pattern SOURCE =
      Pattern.compile(
          "\\ssrc\\s*=\\s*(\"([^\"]*)\"|'([^']*)'|([^\\s>]+))", Pattern.CASE_INSENSITIVE);
  private static final String ACCOUNT = "accountid:";

  public TextRules {
    users = Map.copyOf(users);
    imageHosts = List.copyOf(imageHosts);
  }

  /**
   * A text for qTest.
   *
   * @param images addresses of the images that were replaced by a note
   */
  public record Cleaned(String text, List<String> images) {}

  /** Mentions become {@code @name}; images that nobody outside Zephyr can see become a note. */
  public Cleaned clean(@Nullable String html) {
    if (html == null) {
      return new Cleaned("", List.of());
    }
    String text = rewriteMentions(html);
    if (!containsImage(text)) {
      return new Cleaned(text, List.of());
    }
    List<String> images = new ArrayList<>();
    return new Cleaned(replaceImages(text, images), images);
  }

  /**
   * qTest takes {@code [~x]} for a project parameter (trap 13); the result holds no {@code [~} at
   * all.
   */
  public String rewriteMentions(String text) {
    if (!text.contains("[~")) {
      return text;
    }
    String before = text;
    String after = MENTION.matcher(before).replaceAll(this::mention);
    while (!after.equals(before)) {
      before = after;
      after = MENTION.matcher(before).replaceAll(this::mention);
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

  private String mention(MatchResult match) {
    String who = match.group(1).strip();
    String name = users.get(who.startsWith(ACCOUNT) ? who.substring(ACCOUNT.length()) : who);
    // brackets in a name would make a new mention
    String shown = name == null ? who : name.replace("[", "(").replace("]", ")");
    return Matcher.quoteReplacement("@" + shown);
  }

  private boolean containsImage(String text) {
    return text.indexOf('<') >= 0 && imageHosts.stream().anyMatch(text::contains);
  }

  private String replaceImages(String text, List<String> images) {
    StringBuilder result = new StringBuilder(text.length());
    Matcher tag = IMAGE.matcher(text);
    int from = 0;
    while (tag.find(from)) {
      int at = tag.start();
      int end = endOfTag(text, at);
      result.append(text, from, at).append(image(text.substring(at, end), images));
      from = end;
    }
    return result.append(text, from, text.length()).toString();
  }

  private String image(String tag, List<String> images) {
    Matcher source = SOURCE.matcher(tag);
    if (!source.find()) {
      return tag;
    }
    String address = firstOf(source);
    if (imageHosts.stream().noneMatch(address::contains)) {
      return tag;
    }
    images.add(address);
    return "<i>(image not migrated: " + Html.escape(fileName(address)) + ")</i>";
  }

  private static String firstOf(Matcher source) {
    for (int group = 2; group <= 4; group++) {
      if (source.group(group) != null) {
        return source.group(group);
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
