package io.ztoq.flow.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The step results of an execution by position, rows of a data-driven one together. */
final class StepResults {

  private static final List<String> WORST_FIRST =
      List.of("Fail", "Blocked", "In Progress", "Not Executed", "Pass");

  /**
   * One row's result of one step.
   *
   * @param index of the result in Zephyr's list, from 0
   * @param row of the test data; 0 where the execution is not data-driven
   */
  record Result(int index, int row, String status, String actual) {}

  private final SortedMap<Integer, List<Result>> byPosition = new TreeMap<>();

  StepResults(SourceExecution execution, Map<Long, String> statusNames) {
    Map<Integer, Integer> lastOfRow = new TreeMap<>();
    for (int index = 0; index < execution.steps().size(); index++) {
      JsonNode inline = execution.steps().get(index).path("inline");
      int row = inline.path("testDataRowNumber").asInt(0);
      int position = lastOfRow.merge(row, 1, Integer::sum);
      String status =
          statusNames.getOrDefault(inline.path("status").path("id").asLong(), "Not Executed");
      Result result = new Result(index, row, status, inline.path("actualResult").asText(""));
      byPosition.computeIfAbsent(position, any -> new ArrayList<>()).add(result);
    }
  }

  /** Results by position, from 1. */
  SortedMap<Integer, List<Result>> byPosition() {
    return byPosition;
  }

  static boolean isDataDriven(List<Result> results) {
    return results.stream().anyMatch(result -> result.row() > 0);
  }

  /** Zephyr's word for the status of a step over all its rows. */
  static String worst(List<Result> results) {
    return results.stream()
        .map(Result::status)
        .min(Comparator.comparingInt(status -> Math.floorMod(WORST_FIRST.indexOf(status), 100)))
        .orElseThrow();
  }
}
