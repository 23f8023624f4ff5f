package io.ztoq.qtest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A test case as qTest shows it.
 *
 * @param parentId its module
 * @param version text: {@code 0.10} is newer than {@code 0.9}
 * @param steps in order; null when the answer did not carry them
 */
public record LiveCase(
    long id,
    String name,
    @Nullable Long parentId,
    String description,
    String precondition,
    List<LiveProperty> properties,
    @Nullable List<Step> steps,
    @Nullable String version,
    @Nullable Long versionId,
    @Nullable Integer order) {

  public LiveCase {
    properties = List.copyOf(properties);
    steps = steps == null ? null : List.copyOf(steps);
  }

  /** The same with other steps. */
  public LiveCase with(@Nullable List<Step> others) {
    return new LiveCase(
        id,
        name,
        parentId,
        description,
        precondition,
        properties,
        others,
        version,
        versionId,
        order);
  }

  /**
   * @param calledCaseId null for an ordinary step
   */
  public record Step(
      long id, String description, String expected, int order, @Nullable Long calledCaseId) {}
}
