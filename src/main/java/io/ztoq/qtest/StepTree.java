package io.ztoq.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
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

  private static final String CALLED = "called_test_case_id";
  private static final String PARENT = "parent_test_step_id";

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
      if (step.path(CALLED).asLong(0) > 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * Numbers the steps. Whether qTest lists a call step itself before the steps of the called case
   * is open, so both forms are read. A call to a case without steps has no result, however deep it
   * stands: below a call step, what names another case than that one calls is a call itself.
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
      Long called = idOrNull(step, CALLED);
      if (called != null) {
        calls.put(id, called);
      }
    }
    List<FlatStep> flat = new ArrayList<>();
    calls.forEach(
        (id, called) -> flat.add(new FlatStep(null, ownPositions.get(id), id, called, null)));
    Set<Long> callSteps = callSteps(calls, expanded);
    int position = 0;
    for (JsonNode step : expanded) {
      long id = step.path("id").asLong();
      if (!callSteps.contains(id)) {
        Long parent = idOrNull(step, PARENT);
        Integer ownPosition = parent == null ? ownPositions.get(id) : null;
        flat.add(new FlatStep(++position, ownPosition, id, idOrNull(step, CALLED), parent));
      }
    }
    return flat;
  }

  /**
   * @param ownCalls the case's own call steps and what they call
   */
  private static Set<Long> callSteps(Map<Long, Long> ownCalls, JsonNode expanded) {
    Map<Long, Long> called = new HashMap<>(ownCalls);
    expanded.forEach(
        step -> {
          Long of = idOrNull(step, CALLED);
          if (of != null) {
            called.put(step.path("id").asLong(), of);
          }
        });
    Set<Long> found = new HashSet<>(ownCalls.keySet());
    for (JsonNode step : expanded) {
      Long parent = idOrNull(step, PARENT);
      Long of = idOrNull(step, CALLED);
      if (parent != null) {
        found.add(parent);
        if (of != null && called.containsKey(parent) && !of.equals(called.get(parent))) {
          found.add(step.path("id").asLong());
        }
      }
    }
    return found;
  }

  private static @Nullable Long idOrNull(JsonNode step, String name) {
    long id = step.path(name).asLong(0);
    return id > 0 ? id : null;
  }
}
