package io.ztoq.sandbox.qtest;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Everything that stands in the simulated qTest at one moment, in plain records.
 *
 * @param parameters names of project parameters that step texts have created by {@code [~name]}
 * @param violations what was accepted although a client should not do it, with counts
 * @param duplicates markers that two objects share, one sentence each
 */
public record Snapshot(
    List<SeenObject> modules,
    List<SeenObject> testCases,
    List<SeenObject> releases,
    List<SeenObject> testCycles,
    List<SeenObject> testSuites,
    List<SeenObject> testRuns,
    List<SeenLog> testLogs,
    List<SeenFile> files,
    SortedSet<String> parameters,
    SortedMap<String, Long> violations,
    List<String> duplicates) {

  /**
   * An object; what its kind does not have is empty, 0 or null.
   *
   * @param fields values by label, options by their labels; empty ones left out
   * @param version of a case as text, for example 1.0
   * @param steps of the case's latest version
   */
  public record SeenObject(
      long id,
      String pid,
      String name,
      String description,
      String precondition,
      String parentType,
      long parentId,
      int order,
      SortedMap<String, String> fields,
      String version,
      List<SeenStep> steps,
      long caseId,
      long versionId,
      List<Long> logIds) {}

  /** A step of a case. */
  public record SeenStep(
      long id, String description, String expected, @Nullable Long calledCaseId) {}

  /** A log; status by name. */
  public record SeenLog(
      long id,
      long runId,
      long versionId,
      String status,
      Instant start,
      Instant end,
      String note,
      String buildNumber,
      List<SeenStepLog> steps) {}

  /** A step result; status by name. */
  public record SeenStepLog(
      long id, long stepId, String status, String actualResult, @Nullable Long calledCaseId) {}

  /**
   * An attachment.
   *
   * @param ownerType plural word of paths
   * @param ownerId of the owner; of a step in the version that it was uploaded to
   */
  public record SeenFile(
      long id,
      String ownerType,
      long ownerId,
      String name,
      String contentType,
      long bytes,
      String sha256) {}
}
