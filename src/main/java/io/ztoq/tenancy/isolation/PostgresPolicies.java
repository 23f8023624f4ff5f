package io.ztoq.tenancy.isolation;

import io.ztoq.schema.Sql;
import io.ztoq.tenancy.Dialect;
import io.ztoq.tenancy.PlannedTable;
import io.ztoq.tenancy.SchemaChange;
import io.ztoq.tenancy.TenantPlan;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Row level security as a migration: a session sees and writes the rows of the tenant that its
 * setting names, and none when it names nobody.
 */
final class PostgresPolicies {

  static final String NAME = "tenant_policies";

  /** Name of the policy of every table. */
  static final String POLICY = "tenant_isolation";

  private final Sql sql;
  private final TenantPlan plan;
  private final String setting;
  private final List<String> warnings = new ArrayList<>();
  private final List<String> up = new ArrayList<>();
  private final List<String> down = new ArrayList<>();

  PostgresPolicies(Sql sql, TenantPlan plan, String setting) {
    this.sql = sql;
    this.plan = plan;
    this.setting = setting;
  }

  private record State(boolean enabled, boolean forced, boolean hasPolicy, List<String> others) {}

  /** What a user should know; filled by {@link #change}. */
  List<String> warnings() {
    return warnings;
  }

  /** Empty when every table has its policy. */
  Optional<SchemaChange> change() throws SQLException {
    for (PlannedTable table : plan.tables()) {
      if (table.hasTenant()) {
        table(table);
      }
    }
    Collections.reverse(down);
    return up.isEmpty()
        ? Optional.empty()
        : Optional.of(new SchemaChange(NAME, List.of(), up, down));
  }

  private void table(PlannedTable table) throws SQLException {
    String name = Dialect.quoted(table.name());
    State state = state(table.name());
    if (!state.others().isEmpty()) {
      warnings.add(
          "%s has other policies, too, which may let more rows through: %s; `ztoq tenants prove` tells"
              .formatted(table.name(), String.join(", ", state.others())));
    }
    if (!state.hasPolicy()) {
      String own = condition(table);
      up.add("CREATE POLICY %s ON %s USING (%s) WITH CHECK (%s)".formatted(POLICY, name, own, own));
      down.add("DROP POLICY %s ON %s".formatted(POLICY, name));
    }
    if (!state.enabled()) {
      up.add("ALTER TABLE %s ENABLE ROW LEVEL SECURITY".formatted(name));
      down.add("ALTER TABLE %s DISABLE ROW LEVEL SECURITY".formatted(name));
    }
    if (!state.forced()) {
      // without it the owner of the table, whom applications often work as, would see everything
      up.add("ALTER TABLE %s FORCE ROW LEVEL SECURITY".formatted(name));
      down.add("ALTER TABLE %s NO FORCE ROW LEVEL SECURITY".formatted(name));
    }
  }

  /** A setting that was used once is empty afterwards, not unknown. */
  private String condition(PlannedTable table) {
    String value = "NULLIF(current_setting(%s, true), '')".formatted(Dialect.literal(setting));
    return "tenant_id = "
        + PostgresChanges.asTenant(value, table.shape().column(PlannedTable.TENANT));
  }

  private State state(String table) throws SQLException {
    return sql.list(
            """
            SELECT c.relrowsecurity, c.relforcerowsecurity,
              EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = ?),
              (SELECT string_agg(p.polname, ',' ORDER BY p.polname) FROM pg_policy p
                WHERE p.polrelid = c.oid AND p.polpermissive AND p.polname <> ?)
            FROM pg_class c WHERE c.oid = to_regclass(quote_ident(?))
            """,
            row -> {
              String others = row.getString(4);
              return new State(
                  row.getBoolean(1),
                  row.getBoolean(2),
                  row.getBoolean(3),
                  others == null ? List.of() : List.of(others.split(",", -1)));
            },
            POLICY,
            POLICY,
            table)
        .get(0);
  }
}
