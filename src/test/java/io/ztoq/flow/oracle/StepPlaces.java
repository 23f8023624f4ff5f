package io.ztoq.flow.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which position among the flattened steps of a version a step log belongs to. */
final class StepPlaces {

  private final Map<List<Long>, Deque<Integer>> places = new HashMap<>();

  /**
   * @param expanded steps of the version, called cases in the place of their calls; call steps may
   *     be listed too
   */
  StepPlaces(JsonNode expanded) {
    int position = 0;
    for (JsonNode step : expanded) {
      boolean isCall =
          step.path("called_test_case_id").isNumber()
              && !step.path("parent_test_step_id").isNumber();
      if (!isCall) {
        position++;
        long id = step.path("id").asLong();
        places
            .computeIfAbsent(
                List.of(id, step.path("parent_test_step_id").asLong()), any -> new ArrayDeque<>())
            .add(position);
      }
    }
  }

  /** Position from 1 of the next step log of this step; 0 where the version has no such step. */
  int next(JsonNode stepLog) {
    long id = stepLog.path("test_step_id").asLong();
    Deque<Integer> open = places.get(List.of(id, stepLog.path("parent_test_step_id").asLong()));
    return open == null || open.isEmpty() ? 0 : open.remove();
  }
}
