package io.ztoq.tenancy;

import io.ztoq.tenancy.rule.TableRule;
import java.util.List;

/**
 * A table whose rows get tenants.
 *
 * @param shape with the key that rows are told apart by; may lack the column of the tenant
 * @param parents that the tenant comes from, the first that is there counts; empty for none
 * @param others that a row refers to as well, whose tenants should agree
 */
public record PlannedTable(
    TableShape shape, TableRule rule, List<Parent> parents, List<Parent> others) {

  /** Name of the column with the tenant. */
  public static final String TENANT = "tenant_id";

  public PlannedTable {
    parents = List.copyOf(parents);
    others = List.copyOf(others);
  }

  public String name() {
    return shape.name();
  }

  /** False before the database is prepared. */
  public boolean hasTenant() {
    return shape.has(TENANT);
  }

  /** Columns that must not change, in the order of the hash. */
  public List<String> hashedColumns() {
    List<String> leftOut = new java.util.ArrayList<>(rule.ignoreColumns());
    leftOut.add(TENANT);
    return shape.without(leftOut);
  }
}
