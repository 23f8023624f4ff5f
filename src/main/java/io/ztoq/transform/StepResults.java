package io.ztoq.transform;

import io.ztoq.canonical.ExecutionStep;
import io.ztoq.mapping.Html;
import io.ztoq.mapping.StatusRules;
import io.ztoq.qtest.LogDocument.StepLog;
import io.ztoq.store.source.Executions.StepResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Brings the step results of one execution onto the steps of the migrated version, by position
 * (mapping.md 5).
 */
final class StepResults {

  private record Result(@Nullable Integer row, String status, String actual) {}

  private final String sourceKey;
  private final StatusRules statuses;
  private final RecordTexts texts;
  private final int stepCount;
  private final Map<Integer, List<Result>> byPosition = new TreeMap<>();
  private final Map<Integer, Integer> positions = new HashMap<>();
  private final List<StepLog> logs = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();

  /**
   * @param stepCount steps of the case that can have a result, calls expanded
   */
  StepResults(String sourceKey, StatusRules statuses, RecordTexts texts, int stepCount) {
    this.sourceKey = sourceKey;
    this.statuses = statuses;
    this.texts = texts;
    this.stepCount = stepCount;
  }

  void build(List<StepResult> results) {
    Map<Integer, Integer> counts = new HashMap<>();
    for (StepResult one : results) {
      ExecutionStep step = one.step();
      int position = counts.merge(step.dataRow() == null ? -1 : step.dataRow(), 1, Integer::sum);
      positions.put(step.order(), position);
      String status = Names.resolved(sourceKey, "step status", one.status(), step.statusId());
      String actual = texts.html("testScript.actualResult", step.actualResult());
      byPosition
          .computeIfAbsent(position, key -> new ArrayList<>())
          .add(new Result(step.dataRow(), status == null ? "" : status, actual));
      if (step.dataRow() != null) {
        texts
            .losses()
            .add(
                LossKind.DATA_TABLE,
                "testScript",
                "the worst status of the rows; the rows in actual_result");
      }
    }
    byPosition.forEach(this::place);
  }

  /** Steps that can have a result. */
  int stepCount() {
    return stepCount;
  }

  /** In order of position; only steps that were executed. */
  List<StepLog> logs() {
    return logs;
  }

  /** Results that have no step in qTest, for the note. */
  List<String> lines() {
    return lines;
  }

  /** Whether any step has a result. */
  boolean anyExecuted() {
    return !logs.isEmpty() || !lines.isEmpty();
  }

  /** Position of the step log that has the result with this order; 0 when it has none. */
  int logPosition(int order) {
    int position = positions.getOrDefault(order, 0);
    return logs.stream().anyMatch(log -> log.position() == position) ? position : 0;
  }

  private void place(int position, List<Result> results) {
    Result worst = results.get(0);
    for (Result one : results) {
      worst = badness(one) < badness(worst) ? one : worst;
    }
    boolean hasRows = results.size() > 1 || worst.row() != null;
    String actual = hasRows ? rows(results) : worst.actual();
    boolean isExecuted = results.stream().anyMatch(this::isExecuted);
    Optional<String> status =
        worst.status().isEmpty() ? Optional.empty() : statuses.translate(sourceKey, worst.status());
    results.forEach(one -> check(one.status()));
    if (position > stepCount) {
      overflow(position, worst, isExecuted, actual);
    } else if (status.isPresent()) {
      logs.add(new StepLog(position, status.get(), actual));
    } else if (isExecuted) {
      lines.add(line(position, worst, actual));
      texts
          .losses()
          .add(
              LossKind.KEPT_AS_TEXT,
              "testScript.actualResult",
              "a line of the note; the step was not executed");
    }
  }

  private void check(String status) {
    if (!status.isEmpty()) {
      statuses.translate(sourceKey, status);
    }
  }

  private boolean isExecuted(Result result) {
    return !result.actual().isBlank()
        || (!result.status().isEmpty()
            && statuses.translate(sourceKey, result.status()).isPresent());
  }

  private int badness(Result result) {
    return result.status().isEmpty() ? Integer.MAX_VALUE : statuses.badness(result.status());
  }

  private void overflow(int position, Result worst, boolean isExecuted, String actual) {
    if (isExecuted) {
      lines.add(line(position, worst, actual));
      texts
          .losses()
          .add(
              LossKind.OLDER_VERSION,
              "testScript",
              "a line of the note; the migrated version has no such step");
    }
  }

  private static String line(int position, Result worst, String actual) {
    String status = worst.status().isEmpty() ? "no status" : worst.status();
    return "Step %d: %s%s"
        .formatted(position, Html.escape(status), actual.isBlank() ? "" : " - " + actual);
  }

  private static String rows(List<Result> results) {
    List<String> rows = new ArrayList<>();
    for (Result one : results) {
      String status = one.status().isEmpty() ? "no status" : one.status();
      String actual = one.actual().isBlank() ? "" : " - " + one.actual();
      rows.add(
          "Row %s: %s%s"
              .formatted(one.row() == null ? "?" : one.row(), Html.escape(status), actual));
    }
    return String.join("<br>", rows);
  }
}
