package io.ztoq.tenancy.rule;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How tenants are kept apart.
 *
 * @param setting of a PostgreSQL session, holds the id of the tenant that it works for
 * @param role that the application works as; null when nobody named it
 * @param uniquePerTenant by table, the columns of unique keys that become unique per tenant only
 * @param mayCross {@code table.column} of references that may lead to another tenant
 * @param shared tables without a tenant that everybody may see
 */
public record IsolationRules(
    String setting,
    @Nullable String role,
    Map<String, List<List<String>>> uniquePerTenant,
    Set<String> mayCross,
    Set<String> shared) {

  /** An application finds its tenant by the slug, before it is known whose session it is. */
  public static final IsolationRules USUAL =
      new IsolationRules("app.tenant_id", null, Map.of(), Set.of(), Set.of("tenants"));

  public IsolationRules {
    uniquePerTenant = Map.copyOf(uniquePerTenant);
    mayCross = Set.copyOf(mayCross);
    shared = Set.copyOf(shared);
  }

  /** The same for another role of the application. */
  public IsolationRules withRole(@Nullable String other) {
    return other == null
        ? this
        : new IsolationRules(setting, other, uniquePerTenant, mayCross, shared);
  }
}
