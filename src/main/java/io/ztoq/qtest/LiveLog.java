package io.ztoq.qtest;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A test log as qTest shows it.
 *
 * @param runId null when the answer does not name the run
 * @param stepLogs null when the answer did not carry them
 */
public record LiveLog(
    long id,
    @Nullable Long runId,
    String status,
    @Nullable Instant start,
    @Nullable Instant end,
    String note,
    String buildNumber,
    @Nullable Long caseVersionId,
    @Nullable List<StepLog> stepLogs) {

  public LiveLog {
    stepLogs = stepLogs == null ? null : List.copyOf(stepLogs);
  }

  /**
   * @param id of the step result, null when the answer does not say
   * @param stepId of the test step; steps of a case that is called twice share it
   * @param parentStepId of the call step above it, null for a step of the case itself and when the
   *     answer does not say
   * @param order as qTest gives it, null when it does not
   */
  public record StepLog(
      @Nullable Long id,
      @Nullable Long stepId,
      @Nullable Long parentStepId,
      @Nullable Integer order,
      String status,
      String actualResult) {}
}
