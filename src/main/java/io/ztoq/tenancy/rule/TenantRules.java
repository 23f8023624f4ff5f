package io.ztoq.tenancy.rule;

import io.ztoq.failure.RunStopped;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The whole file.
 *
 * @param tenants in the order of the file
 * @param defaultSlug of the tenant for rows whose table says {@code otherwise: default}
 * @param keepDifferent whether a tenant that is there with other attributes is used as it is
 * @param tables in the order of the file
 * @param isolation how they are kept apart
 * @param file for messages
 * @param sha256 of the file; a run goes on only with the rules that it began with
 */
public record TenantRules(
    List<TenantSpec> tenants,
    String defaultSlug,
    boolean keepDifferent,
    Speed speed,
    List<TableRule> tables,
    IsolationRules isolation,
    String file,
    String sha256) {

  public TenantRules {
    tenants = List.copyOf(tenants);
    tables = List.copyOf(tables);
  }

  /**
   * @throws RunStopped (TEN-010, exit code 2) with every problem, its file, line and key
   */
  public static TenantRules read(Path file) {
    return new RuleReader(file).read();
  }

  public TenantSpec defaultTenant() {
    return spec(defaultSlug).orElseThrow();
  }

  public Optional<TenantSpec> spec(String slug) {
    return tenants.stream().filter(one -> one.slug().equals(slug)).findFirst();
  }

  /** Whether rows are told apart at all. */
  public boolean hasRules() {
    return tables.stream().anyMatch(table -> !table.rules().isEmpty());
  }
}
