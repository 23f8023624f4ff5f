package io.ztoq.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a version with the steps of called cases below their call steps ({@code
 * expand=calledteststep}).
 */
public final class StepTree {

  private StepTree() {}

  /**
   * One step; call steps come first, then the others in the order of qTest.
   *
   * @param position from 1 among the steps that can have a result, null for a call step itself
   * @param ownPosition from 1 among the case's own steps, a call counts as one; null for a step of
   *     a called case
   * @param calledCaseId the case that the step calls or comes from, null for a plain step
   * @param parentId the call step above it, null for an own step
   */
  public record FlatStep(
      @Nullable Integer position,
      @Nullable Integer ownPosition,
      long id,
      @Nullable Long calledCaseId,
      @Nullable Long parentId) {}

  public static boolean hasCalls(JsonNode steps) {
    for (JsonNode step : steps) {
      if (step.path("called_test_case_id").asLong(0) > 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * Numbers the steps. Whether qTest lists a call step itself before the steps of the called case
   * is open, so both forms are read.
   *
   * @param own the case's own steps, calls as calls
   * @param expanded the same with the steps of called cases; equal to {@code own} where nothing is
   *     called
   */
  public static List<FlatStep> flatten(JsonNode own, JsonNode expanded) {
    Map<Long, Integer> ownPositions = new LinkedHashMap<>();
    Map<Long, Long> calls = new LinkedHashMap<>();
    for (JsonNode step : own) {
      long id = step.path("id").asLong();
      ownPositions.put(id, ownPositions.size() + 1);
      Long called = idOrNull(step, "called_test_case_id");
      if (called != null) {
        calls.put(id, called);
      }
    }
    Set<Long> parents = new HashSet<>(calls.keySet());
    expanded.forEach(step -> parents.add(step.path("parent_test_step_id").asLong(0)));
    List<FlatStep> flat = new ArrayList<>();
    calls.forEach(
        (id, called) -> flat.add(new FlatStep(null, ownPositions.get(id), id, called, null)));
    int position = 0;
    for (JsonNode step : expanded) {
      long id = step.path("id").asLong();
      if (!parents.contains(id)) {
        Long parent = idOrNull(step, "parent_test_step_id");
        Long called = idOrNull(step, "called_test_case_id");
        flat.add(
            new FlatStep(
                ++position, parent == null ? ownPositions.get(id) : null, id, called, parent));
      }
    }
    return flat;
  }

  private static @Nullable Long idOrNull(JsonNode step, String name) {
    long id = step.path(name).asLong(0);
    return id > 0 ? id : null;
  }
}
