package io.ztoq.transform;

import io.ztoq.mapping.MappingRules;
import java.time.Instant;

/**
 * What one transform knows from its start; small in comparison to the project, and never changed
 * afterwards.
 */
public record TransformState(
    Identity identity,
    MappingRules rules,
    FieldPlan plan,
    CallGraph calls,
    FolderTree modules,
    FolderTree cycles) {

  /**
   * @param projectId Zephyr's number, as the store keeps it
   * @param generation marks the rows that this transform plans
   */
  public record Identity(
      String projectKey, String projectId, String runId, String generation, Instant startedAt) {}

  String projectKey() {
    return identity.projectKey();
  }

  String projectId() {
    return identity.projectId();
  }

  String generation() {
    return identity.generation();
  }
}
