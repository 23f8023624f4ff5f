package io.ztoq.canonical;

import org.jspecify.annotations.Nullable;

/**
 * A link of an object to a Jira issue or to a web page.
 *
 * @param issueId Jira's number of the issue, null for a web link
 * @param type {@code COVERAGE}, {@code BLOCKS}, {@code RELATED} or what Zephyr says
 */
public record EntityLink(
    Kind kind,
    @Nullable Long issueId,
    @Nullable String url,
    @Nullable String description,
    @Nullable String type) {

  /** What it points to. */
  public enum Kind {
    ISSUE,
    WEB
  }
}
