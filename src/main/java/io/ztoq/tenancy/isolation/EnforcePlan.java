package io.ztoq.tenancy.isolation;

import io.ztoq.tenancy.SchemaChange;
import java.util.List;

/**
 * What would be changed so that the database itself keeps tenants apart.
 *
 * @param changes in their order; empty when nothing is left to do
 * @param problems that must be mended before; nothing is changed as long as there is one
 * @param warnings what a user should know
 */
public record EnforcePlan(
    List<SchemaChange> changes, List<String> problems, List<String> warnings) {

  public EnforcePlan {
    changes = List.copyOf(changes);
    problems = List.copyOf(problems);
    warnings = List.copyOf(warnings);
  }
}
