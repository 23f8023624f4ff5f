package io.ztoq.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What reports are made of; the names are the keys of the JSON report and therefore stable. */
public final class ReportRows {

  private ReportRows() {}

  /**
   * @param endedAt null while it runs, or when it was killed
   * @param exitCode null as long as it has not ended
   * @param outcome why it ended so
   */
  public record Run(
      String runId,
      String projectKey,
      String command,
      String phases,
      Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable Integer exitCode,
      @Nullable String outcome,
      String host,
      String version) {}

  /** One phase of a run. */
  public record Phase(
      String phase,
      String state,
      Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable String message) {}

  /**
   * Objects of one kind in qTest.
   *
   * @param planned all that should be there
   * @param written stand in qTest
   * @param writtenNow of these, written by this run
   * @param open still to be sent, or in doubt
   * @param verified read back by this run, without a difference
   * @param different read back by this run, with one
   */
  public record Objects(
      String kind,
      long planned,
      long written,
      long writtenNow,
      long open,
      long rejected,
      long held,
      long verified,
      long different) {}

  /** Rejected records with the same cause. */
  public record RejectGroup(
      String flow,
      String kind,
      String code,
      String fingerprint,
      long count,
      String message,
      String firstKey,
      String lastKey) {}

  /** Losses of one kind. */
  public record LossGroup(
      String kind,
      String severity,
      String entity,
      long count,
      String firstKey,
      String field,
      String keptInstead) {}

  /** Findings of one rule. */
  public record FindingGroup(
      String phase,
      String ruleId,
      String severity,
      String scope,
      long count,
      List<Example> examples) {}

  /** One finding of a group. */
  public record Example(
      String sourceKey, String message, @Nullable String expected, @Nullable String actual) {}

  /** One field of qTest that ztoq fills. */
  public record Field(
      String objectType,
      @Nullable String source,
      String label,
      int dataType,
      @Nullable String inferredAs,
      boolean system,
      @Nullable Long fieldId,
      @Nullable String options) {}
}
