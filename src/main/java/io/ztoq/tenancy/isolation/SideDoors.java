package io.ztoq.tenancy.isolation;

import io.ztoq.schema.Sql;
import io.ztoq.tenancy.PlannedTable;
import io.ztoq.tenancy.TableShape;
import io.ztoq.tenancy.TenantPlan;
import io.ztoq.tenancy.rule.IsolationRules;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Ways around policies that the catalogue of PostgreSQL tells. */
final class SideDoors {

  private final Sql sql;
  private final TenantPlan plan;
  private final IsolationRules rules;
  private final String role;
  private final List<ProofFinding> found = new ArrayList<>();

  SideDoors(Sql sql, TenantPlan plan, IsolationRules rules, String role) {
    this.sql = sql;
    this.plan = plan;
    this.rules = rules;
    this.role = role;
  }

  List<ProofFinding> find() throws SQLException {
    roleItself();
    otherRoles();
    defaults();
    for (PlannedTable table : plan.tables()) {
      if (table.hasTenant()) {
        table(table.name());
      }
    }
    views();
    functions();
    neighbours();
    return found;
  }

  private void roleItself() throws SQLException {
    sql.list(
            """
            SELECT o.rolname, o.rolsuper, o.rolname = ? FROM pg_roles o
            WHERE (o.rolsuper OR o.rolbypassrls) AND pg_has_role(?, o.oid, 'MEMBER')
              AND (o.rolname = ? OR NOT (SELECT r.rolsuper FROM pg_roles r WHERE r.rolname = ?))
            ORDER BY 1
            """,
            row ->
                ProofFinding.leak(
                    row.getString(1),
                    row.getBoolean(3)
                        ? "the role is %s: no policy holds for it"
                            .formatted(row.getBoolean(2) ? "a superuser" : "marked BYPASSRLS")
                        : "%s can become this role, for which no policy holds".formatted(role),
                    "let the application work as a role without such rights"),
            role,
            role,
            role,
            role)
        .forEach(found::add);
  }

  private void otherRoles() throws SQLException {
    List<String> names =
        sql.list(
            """
            SELECT rolname || CASE WHEN rolsuper THEN ' (superuser)' ELSE ' (BYPASSRLS)' END FROM pg_roles
            WHERE rolcanlogin AND (rolsuper OR rolbypassrls) AND rolname <> ? ORDER BY 1
            """,
            row -> row.getString(1),
            role);
    if (!names.isEmpty()) {
      found.add(
          ProofFinding.note(
              "",
              "no policy holds for " + String.join(", ", names),
              "let nobody but administrators use them"));
    }
  }

  private void defaults() throws SQLException {
    sql.list(
            """
            SELECT COALESCE(r.rolname, 'all roles'), s.c FROM pg_db_role_setting d LEFT JOIN pg_roles r ON r.oid = d.setrole
            CROSS JOIN unnest(d.setconfig) s(c)
            WHERE s.c LIKE ? || '=%' AND s.c <> ? || '=' AND (d.setdatabase = 0 OR d.setdatabase =
              (SELECT oid FROM pg_database WHERE datname = current_database())) ORDER BY 1
            """,
            row ->
                ProofFinding.leak(
                    row.getString(1),
                    "sessions begin with %s, before anybody named a tenant"
                        .formatted(row.getString(2)),
                    "ALTER ROLE or ALTER DATABASE ... RESET " + rules.setting()),
            rules.setting(),
            rules.setting())
        .forEach(found::add);
  }

  private void table(String table) throws SQLException {
    sql.list(
        """
            SELECT pg_has_role(?, c.relowner, 'MEMBER'), c.relforcerowsecurity, has_table_privilege(?, c.oid, 'TRUNCATE'),
              o.rolname FROM pg_class c JOIN pg_roles o ON o.oid = c.relowner WHERE c.oid = to_regclass(quote_ident(?))
            """,
        row -> {
          if (row.getBoolean(1)) {
            String what = "%s owns the table through %s and ".formatted(role, row.getString(4));
            found.add(
                row.getBoolean(2)
                    ? ProofFinding.note(
                        table,
                        what + "can switch its policies off",
                        "let the application work as another role than the owner")
                    : ProofFinding.leak(
                        table,
                        what + "its policies do not hold for the owner",
                        "run `ztoq tenants enforce`, which sets FORCE ROW LEVEL SECURITY"));
          }
          if (row.getBoolean(3)) {
            found.add(truncate(table, row.getBoolean(1)));
          }
          return table;
        },
        role,
        role,
        table);
    policies(table);
    partitions(table);
  }

  /** The owner, too, needs no other right for it. */
  private ProofFinding truncate(String table, boolean isOwner) {
    return ProofFinding.leak(
        table,
        role + " may TRUNCATE it, which deletes rows of all tenants past every policy",
        isOwner
            ? "let the application work as another role than the owner"
            : "REVOKE TRUNCATE ON %s FROM %s".formatted(table, role));
  }

  /** A second permissive policy is another door, not another lock. */
  private void policies(String table) throws SQLException {
    sql.list(
            """
            SELECT polname, COALESCE(pg_get_expr(polqual, polrelid), '-'), COALESCE(pg_get_expr(polwithcheck, polrelid), '-')
            FROM pg_policy WHERE polrelid = to_regclass(quote_ident(?)) AND polpermissive AND polname <> ? ORDER BY 1
            """,
            row ->
                ProofFinding.note(
                    table,
                    "policy %s lets through what others refuse: USING %s, WITH CHECK %s"
                        .formatted(row.getString(1), row.getString(2), row.getString(3)),
                    "drop it, or make it AS RESTRICTIVE"),
            table,
            PostgresPolicies.POLICY)
        .forEach(found::add);
  }

  private void partitions(String table) throws SQLException {
    sql.list(
            """
            SELECT c.oid::regclass::text FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
            WHERE i.inhparent = to_regclass(quote_ident(?)) AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
              AND has_table_privilege(?, c.oid, 'SELECT, INSERT, UPDATE, DELETE') ORDER BY 1
            """,
            row ->
                ProofFinding.leak(
                    row.getString(1),
                    "a part of %s, which %s reaches past the policies of the whole"
                        .formatted(table, role),
                    "REVOKE ALL ON %s FROM %s".formatted(row.getString(1), role)),
            table,
            role)
        .forEach(found::add);
  }

  /** A view reads as its owner does; a materialized view has no policies at all. */
  private void views() throws SQLException {
    sql.list(
            """
            SELECT DISTINCT v.oid::regclass::text, t.relname, v.relkind = 'm', o.rolname
            FROM pg_depend d JOIN pg_rewrite w ON w.oid = d.objid AND d.classid = 'pg_rewrite'::regclass
            JOIN pg_class v ON v.oid = w.ev_class JOIN pg_class t ON t.oid = d.refobjid
            JOIN pg_roles o ON o.oid = v.relowner
            WHERE d.refclassid = 'pg_class'::regclass AND v.oid <> t.oid AND t.relname = ANY(?)
              AND t.relnamespace = current_schema()::regnamespace AND has_table_privilege(?, v.oid, 'SELECT, INSERT, UPDATE, DELETE')
              AND (v.relkind = 'm' OR (v.relkind = 'v' AND (o.rolsuper OR o.rolbypassrls)
                AND NOT COALESCE(array_to_string(v.reloptions, ',') ~* 'security_invoker=(true|on|1|yes)', false)))
            ORDER BY 1, 2
            """,
            row ->
                ProofFinding.leak(
                    row.getString(1),
                    row.getBoolean(3)
                        ? "a materialized view of %s, which holds rows of all tenants"
                            .formatted(row.getString(2))
                        : "a view of %s that reads as %s, for whom no policy holds"
                            .formatted(row.getString(2), row.getString(4)),
                    "REVOKE ALL ON %s FROM %s, or make it WITH (security_invoker = true)"
                        .formatted(row.getString(1), role)),
            plan.tables().stream().map(PlannedTable::name).toArray(String[]::new),
            role)
        .forEach(found::add);
  }

  private void functions() throws SQLException {
    sql.list(
            """
            SELECT p.oid::regprocedure::text, o.rolname FROM pg_proc p JOIN pg_roles o ON o.oid = p.proowner
            JOIN pg_namespace n ON n.oid = p.pronamespace WHERE p.prosecdef AND (o.rolsuper OR o.rolbypassrls)
              AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
              AND has_function_privilege(?, p.oid, 'EXECUTE') ORDER BY 1
            """,
            row ->
                ProofFinding.note(
                    row.getString(1),
                    "%s may run it, and it works as %s, for whom no policy holds"
                        .formatted(role, row.getString(2)),
                    "look at what it reads, or let it be owned by another role"),
            role)
        .forEach(found::add);
  }

  /** Tables without a tenant whose rows hang on rows that have one. */
  private void neighbours() throws SQLException {
    Set<String> reached = new LinkedHashSet<>();
    plan.tables().forEach(table -> reached.add(table.name()));
    boolean grew = true;
    while (grew) {
      grew = false;
      for (TableShape table : plan.graph().tables()) {
        boolean hangs =
            table.foreignKeys().stream().anyMatch(key -> reached.contains(key.parent()));
        if (hangs && !rules.shared().contains(table.name()) && reached.add(table.name())) {
          grew = true;
          neighbour(table.name());
        }
      }
    }
  }

  private void neighbour(String table) throws SQLException {
    boolean reachable =
        sql.number(
                "SELECT CASE WHEN has_table_privilege(?, to_regclass(quote_ident(?)), 'SELECT, INSERT, UPDATE, DELETE') THEN 1 ELSE 0 END",
                role,
                table)
            > 0;
    if (reachable) {
      found.add(
          ProofFinding.leak(
              table,
              "its rows hang on rows of tenants, but it has no tenant: %s gets at all of them"
                  .formatted(role),
              "name it under tables in config/tenants.yaml and migrate again, or under isolation.shared"));
    }
  }
}
