package io.ztoq.transform;

import io.ztoq.mapping.MappingRules;
import io.ztoq.store.TransformLedger;
import java.time.Instant;

/**
 * What one transform knows from its start; small in comparison to the project, and never changed
 * afterwards. Pages go to the store through {@code ledger}, which remembers what is planned.
 */
public record TransformState(
    Identity identity,
    TransformLedger ledger,
    MappingRules rules,
    FieldPlan plan,
    CallGraph calls,
    FolderTree modules,
    FolderTree cycles) {

  /**
   * @param projectId Zephyr's number, as the store keeps it
   */
  public record Identity(String projectKey, String projectId, String runId, Instant startedAt) {}

  String projectKey() {
    return identity.projectKey();
  }

  String projectId() {
    return identity.projectId();
  }
}
