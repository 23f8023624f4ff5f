package io.ztoq.tenancy;

import io.ztoq.failure.RunStopped;
import io.ztoq.tenancy.rule.TenantRules;
import java.util.List;
import java.util.Optional;

/**
 * The tables that get tenants, parents before children.
 *
 * @param graph all tables of the database
 */
public record TenantPlan(TableGraph graph, TenantRules rules, List<PlannedTable> tables) {

  /** The table of tenants. */
  public static final String TENANTS = "tenants";

  public TenantPlan {
    tables = List.copyOf(tables);
  }

  /**
   * Brings the file and the database together.
   *
   * @throws RunStopped (TEN-011, exit code 2) with everything that does not fit
   */
  public static TenantPlan of(TableGraph graph, TenantRules rules) {
    return new PlanReader(graph, rules).read();
  }

  public List<String> names() {
    return tables.stream().map(PlannedTable::name).toList();
  }

  public Optional<PlannedTable> find(String name) {
    return tables.stream().filter(one -> one.name().equals(name)).findFirst();
  }

  /**
   * @throws IllegalArgumentException when it is not planned
   */
  public PlannedTable table(String name) {
    return find(name).orElseThrow(() -> new IllegalArgumentException("not planned: " + name));
  }
}
