package io.ztoq.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import io.ztoq.qtest.LiveLog.StepLog;
import io.ztoq.qtest.StepTree.FlatStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tells which step each result of a log is of. */
public final class LogSteps {

  private LogSteps() {}

  /**
   * By the ids of the steps where all are known. A case that is called twice shows its steps twice:
   * the call step above tells them apart, and below nested calls the order does. A log of an older
   * version has ids that nobody knows any more; then qTest's order decides: it shows either the
   * results that were sent, or one of every step.
   *
   * @param results of the log, in qTest's order
   * @param steps of the case as last read, in their order
   * @param document the log as planned
   * @return positions from 1 in the order of {@code results}
   */
  public static List<Integer> positions(
      List<StepLog> results, List<FlatStep> steps, LogDocument document) {
    List<FlatStep> left = new ArrayList<>(steps);
    List<@Nullable Integer> byId = new ArrayList<>();
    results.forEach(result -> byId.add(take(left, result)));
    if (!byId.contains(null)) {
      return byId.stream().map(Objects::requireNonNull).toList();
    }
    boolean onlySent = results.size() == document.stepLogs().size();
    List<Integer> positions = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      Integer order = results.get(i).order();
      positions.add(
          onlySent
              ? (Integer) document.stepLogs().get(i).position()
              : order != null && order > 0 ? order : (Integer) (i + 1));
    }
    return positions;
  }

  /** As {@link #positions(List, List, LogDocument)}, of a log as qTest shows it. */
  public static List<Integer> positions(JsonNode log, List<FlatStep> steps, LogDocument document) {
    List<StepLog> results = LiveShapes.log(log, null).stepLogs();
    return results == null ? List.of() : positions(results, steps, document);
  }

  /** The first step that this result may be of, taken out of those that are left. */
  private static @Nullable Integer take(List<FlatStep> left, StepLog result) {
    for (FlatStep step : left) {
      boolean same = step.position() != null && Objects.equals(step.id(), result.stepId());
      Long above = result.parentStepId();
      if (same && (above == null || above.equals(step.parentId()))) {
        left.remove(step);
        return step.position();
      }
    }
    return null;
  }
}
