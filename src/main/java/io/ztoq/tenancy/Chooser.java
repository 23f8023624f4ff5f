package io.ztoq.tenancy;

import io.ztoq.tenancy.Decision.Code;
import io.ztoq.tenancy.rule.Otherwise;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Decides whose a row is, and notes what is odd about it. */
final class Chooser {

  /** Whether a parent without a tenant was refused by the database. */
  interface RefusedParents {
    boolean has(String table, String key);
  }

  private final PlannedTable table;
  private final TenantDirectory tenants;
  private final RowSql sql;
  private final boolean oneTenantOnly;
  private final RefusedParents refused;
  private final Notes notes = new Notes();

  /**
   * @param oneTenantOnly whether the file tells no tenants apart; then a parent of another is odd
   */
  Chooser(
      PlannedTable table,
      TenantDirectory tenants,
      RowSql sql,
      boolean oneTenantOnly,
      RefusedParents refused) {
    this.table = table;
    this.tenants = tenants;
    this.sql = sql;
    this.oneTenantOnly = oneTenantOnly;
    this.refused = refused;
  }

  /** What was odd so far. */
  Notes notes() {
    return notes;
  }

  Decision choose(OpenRow row) {
    Decision chosen = row.byRules() == null ? byParents(row) : byRules(row, row.byRules());
    String tenant = chosen.tenant();
    if (tenant == null) {
      return chosen;
    }
    if (!tenants.knows(tenant)) {
      return Decision.none(
          row.key(),
          Code.UNKNOWN_TENANT,
          "its tenant would be '%s', which is in no row of tenants".formatted(tenant),
          List.of(tenant));
    }
    return agreed(row, chosen, tenant);
  }

  private Decision byRules(OpenRow row, String ids) {
    SortedSet<String> found = new TreeSet<>(Arrays.asList(ids.split(",", -1)));
    List<String> slugs = found.stream().map(tenants::slug).sorted().toList();
    for (String one : found) {
      if (one.startsWith("?")) {
        return Decision.none(
            row.key(),
            Code.UNKNOWN_TENANT,
            "a rule names the tenant '%s', which neither the file nor the table tenants has"
                .formatted(one.substring(1)),
            slugs);
      }
    }
    return found.size() == 1
        ? Decision.of(row.key(), found.first())
        : Decision.none(
            row.key(),
            Code.TWO_TENANTS,
            "rules of the same precedence name different tenants: " + String.join(", ", slugs),
            slugs);
  }

  private Decision byParents(OpenRow row) {
    String gone = "";
    for (int i = 0; i < row.above().size(); i++) {
      OpenRow.Above above = row.above().get(i);
      Parent parent = table.parents().get(i);
      if (above.isThere()) {
        return of(row, above, parent);
      }
      if (above.reference() != null) {
        gone =
            "%s %s is not in %s"
                .formatted(parent.columns().get(0), above.reference(), parent.table());
      }
    }
    boolean follows = !table.parents().isEmpty();
    if (table.rule().otherwise() == Otherwise.QUARANTINE) {
      String empty = follows ? "%s is empty".formatted(followed()) : "no rule matches";
      return Decision.none(row.key(), Code.NO_TENANT, gone.isEmpty() ? empty : gone, List.of());
    }
    if (follows) {
      notes.add(gone.isEmpty() ? "W1" : "W2", row.key());
    }
    return Decision.of(row.key(), tenants.defaultId());
  }

  private String followed() {
    return String.join(" and ", table.parents().stream().map(one -> one.columns().get(0)).toList());
  }

  private Decision of(OpenRow row, OpenRow.Above above, Parent parent) {
    String tenant = above.tenant();
    if (tenant == null) {
      boolean failed = isRefused(parent.table(), above.keyWithoutTenant());
      return Decision.none(
          row.key(),
          failed ? Code.PARENT_FAILED : Code.PARENT_QUARANTINED,
          "its parent, %s %s in %s, has no tenant"
              .formatted(parent.columns().get(0), above.reference(), parent.table()),
          List.of());
    }
    if (oneTenantOnly && !tenant.equals(tenants.defaultId()) && isOwner(parent)) {
      notes.add("W4", row.key(), 1, tenants.slug(tenant));
    }
    return Decision.of(row.key(), tenant);
  }

  private boolean isRefused(String parent, @Nullable String key) {
    return key != null && refused.has(parent, key);
  }

  /** People own things; other parents only pass their tenant on. */
  private static boolean isOwner(Parent parent) {
    return parent.table().equals("users");
  }

  private Decision agreed(OpenRow row, Decision chosen, String tenant) {
    List<String> found = new ArrayList<>(List.of(tenants.slug(tenant)));
    for (int i = 0; i < row.beside().size(); i++) {
      OpenRow.Beside beside = row.beside().get(i);
      Parent other = table.others().get(i);
      String theirs = beside.tenant();
      boolean differs = theirs != null && !theirs.equals(tenant);
      if (differs && table.rule().strict()) {
        found.add(tenants.slug(String.valueOf(theirs)));
        return Decision.none(
            row.key(),
            Code.DISAGREES,
            "its %s is of another tenant: %s".formatted(other.columns().get(0), found),
            found);
      }
      if (sql.shareAParent(table, other) ? beside.isOfAnother() || differs : differs) {
        notes.add(
            sql.shareAParent(table, other) ? "W6" : "W5", row.key(), 1, other.columns().get(0));
      }
    }
    return chosen;
  }
}
