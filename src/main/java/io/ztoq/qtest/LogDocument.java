package io.ztoq.qtest;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A test log to be; its run is the parent of the ledger row.
 *
 * @param status name of a qTest execution status
 * @param note whole text, ends with the marker
 * @param marker exact end of the note, e.g. {@code [zephyr:PAY-E9]}
 * @param buildNumber null when there is none
 * @param caseKey Zephyr key of the executed case
 * @param stepCount steps that can have a result, in the version that the log is of; what was
 *     written stays with its version when the case changes later
 * @param stepLogs by position, only steps that were executed
 */
public record LogDocument(
    String status,
    Instant start,
    Instant end,
    String note,
    String marker,
    @Nullable String buildNumber,
    String caseKey,
    int stepCount,
    List<StepLog> stepLogs) {

  public LogDocument {
    stepLogs = List.copyOf(stepLogs);
  }

  /**
   * @param position from 1, in the case's steps flattened through calls
   * @param status name of a qTest execution status
   * @param actualResult HTML, empty when there is none
   */
  public record StepLog(int position, String status, String actualResult) {}
}
