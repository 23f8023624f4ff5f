package io.ztoq.tenancy.undo;

import java.util.List;

/**
 * Something that is not as it should be.
 *
 * @param error false for a warning
 * @param table empty for the whole database
 * @param kind open, unknown-tenant, disagrees, changed, moved, gone, missing-tenant or no-column
 * @param count rows, or tenants
 * @param rows keys of the first of them
 */
public record VerificationFinding(
    boolean error, String table, String kind, long count, String what, List<String> rows) {

  public VerificationFinding {
    rows = List.copyOf(rows);
  }
}
