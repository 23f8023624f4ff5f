package io.ztoq.canonical;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A test cycle; which cases belong to it is visible only through executions. */
public record TestCycle(
    long id,
    String key,
    String name,
    @Nullable String description,
    @Nullable Instant plannedStart,
    @Nullable Instant plannedEnd,
    @Nullable Long statusId,
    @Nullable Long folderId,
    @Nullable String ownerId,
    @Nullable Long jiraVersionId,
    Extras extras)
    implements Entity {

  @Override
  public String label() {
    return key;
  }
}
