package io.ztoq.store;

import io.ztoq.failure.RecordRejected;

/**
 * One record that cannot go on as it is.
 *
 * @param flow {@code extract}, {@code transform}, {@code load} or {@code validate}
 * @param kind what it is, for example {@code TEST_CASE}
 * @param sourceKey Zephyr's key of it, for people
 * @param message what is wrong and what to do, without the code
 */
public record Rejection(
    String projectKey,
    String flow,
    String kind,
    String sourceKey,
    String code,
    String message,
    String runId) {

  public static Rejection of(
      RecordRejected problem,
      String projectKey,
      String flow,
      String kind,
      String sourceKey,
      String runId) {
    String message = String.valueOf(problem.getMessage());
    return new Rejection(projectKey, flow, kind, sourceKey, problem.code(), message, runId);
  }

  /** The same for records that were refused for the same reason. */
  String fingerprint() {
    return Fingerprint.of(code, sourceKey, message);
  }
}
