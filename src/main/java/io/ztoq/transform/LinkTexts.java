package io.ztoq.transform;

import io.ztoq.canonical.EntityLink;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Issue and web links as plain text; qTest has nothing that could hold them without the Jira
 * integration.
 */
final class LinkTexts {

  private LinkTexts() {}

  /** {@code issue 10001 (COVERAGE)}, {@code https://... (description)}. */
  static String text(EntityLink link) {
    if (link.kind() == EntityLink.Kind.ISSUE) {
      return "issue " + link.issueId() + inBrackets(link.type());
    }
    return (link.url() == null ? "" : link.url()) + inBrackets(link.description());
  }

  static List<String> texts(List<EntityLink> links, RecordTexts texts) {
    return links.stream().map(link -> texts.plain(text(link))).toList();
  }

  private static String inBrackets(@Nullable String text) {
    return text == null || text.isBlank() ? "" : " (" + text + ")";
  }
}
