package io.ztoq.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The steps of a version with the steps of called cases below their call steps ({@code expand=calledteststep}). */
public final class StepTree {

  private StepTree() {}

  /**
   * One step in the order of qTest.
   *
   * @param position from 1 among the steps that can have a result, null for a call step itself
   * @param ownPosition from 1 among the case's own steps, a call counts as one; null for a step of a called case
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

  /** Call steps are those that others hang below, and own steps that call a case even when that one has no steps. */
  public static List<FlatStep> flatten(JsonNode steps) {
    Set<Long> parents = new HashSet<>();
    steps.forEach(step -> parents.add(step.path("parent_test_step_id").asLong(0)));
    List<FlatStep> flat = new ArrayList<>();
    int position = 0;
    int own = 0;
    for (JsonNode step : steps) {
      Long parent = idOrNull(step, "parent_test_step_id");
      Long called = idOrNull(step, "called_test_case_id");
      long id = step.path("id").asLong();
      boolean isCall = parents.contains(id) || (parent == null && called != null);
      flat.add(
          new FlatStep(
              isCall ? null : (Integer) (++position), parent == null ? (Integer) (++own) : null, id, called, parent));
    }
    return flat;
  }

  private static @Nullable Long idOrNull(JsonNode step, String name) {
    long id = step.path(name).asLong(0);
    return id > 0 ? id : null;
  }
}
