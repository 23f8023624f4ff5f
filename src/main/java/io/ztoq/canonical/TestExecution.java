package io.ztoq.canonical;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A test execution without its steps.
 *
 * @param key null when Zephyr gave none
 * @param executedCase null when Zephyr names no case
 * @param cycleId null with cycleKey null: an ad-hoc execution
 * @param executionTimeMs milliseconds
 */
public record TestExecution(
    long id,
    @Nullable String key,
    @Nullable ExecutedCase executedCase,
    @Nullable Long cycleId,
    @Nullable String cycleKey,
    @Nullable Long statusId,
    @Nullable Long environmentId,
    @Nullable String executedById,
    @Nullable String assignedToId,
    @Nullable Long executionTimeMs,
    @Nullable Long estimatedTimeMs,
    @Nullable Instant actualEnd,
    @Nullable String comment,
    boolean automated,
    @Nullable Long jiraVersionId,
    Extras extras)
    implements Entity {

  /**
   * The version of a case that was executed.
   *
   * @param key of the case, null when the address did not tell
   * @param version from 1, null when the address did not tell
   * @param versionId Zephyr's number of that version; not the number of the case
   */
  public record ExecutedCase(
      @Nullable String key, @Nullable Integer version, @Nullable Long versionId) {}

  @Override
  public String label() {
    return key == null ? "execution/" + id : key;
  }
}
