package io.ztoq.canonical;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A test case without its steps. Texts may hold HTML.
 *
 * @param folderId null: at the root of the project
 * @param estimatedTimeMs milliseconds
 * @param scriptHint last part of the script's address: which of the two script requests is likely
 *     to succeed
 */
public record TestCase(
    long id,
    String key,
    String name,
    @Nullable String objective,
    @Nullable String precondition,
    @Nullable Long estimatedTimeMs,
    List<String> labels,
    @Nullable Long componentId,
    @Nullable Long priorityId,
    @Nullable Long statusId,
    @Nullable Long folderId,
    @Nullable String ownerId,
    @Nullable Instant createdOn,
    @Nullable String scriptHint,
    Extras extras)
    implements Entity {

  @Override
  public String label() {
    return key;
  }
}
