package io.ztoq.sandbox.qtest;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A test log. There is no way to delete one but to delete its run. */
record Log(
    long id,
    long runId,
    long versionId,
    long statusId,
    Instant start,
    Instant end,
    String note,
    String buildNumber,
    String buildUrl,
    Instant created,
    List<StepLog> steps) {

  Log {
    steps = List.copyOf(steps);
  }

  /**
   * @param calledCaseId null for a step of the case itself, as is {@code parentStepId}
   * @param executed null when no date was sent
   */
  record StepLog(
      long id,
      long stepId,
      long statusId,
      String actualResult,
      @Nullable Long calledCaseId,
      @Nullable Long parentStepId,
      @Nullable Instant executed) {}
}
