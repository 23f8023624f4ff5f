package io.ztoq.tenancy;

import io.ztoq.failure.RunStopped;
import io.ztoq.schema.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the user of a session on PostgreSQL may not do, found out before anything is written. SQLite
 * knows no rights.
 */
public final class Rights {

  private static final String PRIVILEGES =
      """
      SELECT has_any_column_privilege(c.oid, 'SELECT'), has_any_column_privilege(c.oid, 'UPDATE'),
        has_table_privilege(c.oid, 'INSERT'), pg_has_role(current_user, c.relowner, 'USAGE'), quote_ident(current_user)
      FROM pg_class c WHERE c.oid = to_regclass(quote_ident(?))
      """;

  private final Sql sql;
  private boolean isReadable = true;
  private final List<String> lacks = new ArrayList<>();
  private final List<String> cures = new ArrayList<>();

  private Rights(Sql sql) {
    this.sql = sql;
  }

  private record Held(boolean read, boolean change, boolean insert, boolean own, String user) {

    static Held of(ResultSet row) throws SQLException {
      return new Held(
          row.getBoolean(1),
          row.getBoolean(2),
          row.getBoolean(3),
          row.getBoolean(4),
          row.getString(5));
    }
  }

  /**
   * Rows that policies hide would be counted as if they were not there.
   *
   * @throws RunStopped (TEN-017, exit code 4) when policies hold for the user of this session
   */
  public static void refuseHiddenRows(Sql sql, TenantPlan plan) throws SQLException {
    List<String> hidden = new ArrayList<>();
    for (String table : plan.names()) {
      if (Catalogue.hidesRows(sql, table)) {
        hidden.add(table);
      }
    }
    if (!hidden.isEmpty()) {
      String user = sql.list("SELECT quote_ident(current_user)", row -> row.getString(1)).get(0);
      throw TenantFailures.conflict(
          "TEN-017",
          "row level security hides rows of %s from the user %s, so nothing can be counted or proven; "
                  .formatted(String.join(", ", hidden), user)
              + "after `ztoq tenants enforce` it holds for the owner of the tables, too. Work as a superuser, let one say "
              + "ALTER ROLE %s BYPASSRLS, or take the policies away meanwhile with `ztoq tenants enforce --undo`"
                  .formatted(user));
    }
  }

  /**
   * What a migration needs and this user may not, each with the statement that helps.
   *
   * @throws RunStopped (TEN-027) when not even reading is allowed
   */
  static Optional<String> missing(Sql sql, TenantPlan plan) throws SQLException {
    if (sql.isSqlite()) {
      return Optional.empty();
    }
    Rights rights = new Rights(sql);
    rights.look(plan);
    if (!rights.isReadable) {
      throw refused(rights.text());
    }
    return rights.lacks.isEmpty() ? Optional.empty() : Optional.of(rights.text());
  }

  static RunStopped refused(String text) {
    return TenantFailures.failed("TEN-027", text, null);
  }

  private String text() {
    return "permission denied: %s. Work as the owner of the tables, or let the owner say: %s"
        .formatted(String.join(", ", lacks), String.join("; ", cures));
  }

  private void look(TenantPlan plan) throws SQLException {
    boolean makes = !sql.hasTable(Bookkeeping.QUARANTINE);
    for (PlannedTable table : plan.tables()) {
      makes |= lookAt(table);
    }
    if (plan.graph().find(TenantPlan.TENANTS).isPresent()) {
      Held held = held(TenantPlan.TENANTS);
      read(held, TenantPlan.TENANTS);
      grant(held, TenantPlan.TENANTS, held.insert(), "INSERT", "add to");
    } else {
      makes = true;
    }
    for (String table : Bookkeeping.NAMES.stream().sorted().toList()) {
      if (sql.hasTable(table)) {
        Held held = held(table);
        boolean all = held.read() && held.change() && held.insert();
        grant(held, table, all, "SELECT, INSERT, UPDATE", "write to");
      }
    }
    if (makes) {
      schema();
    }
  }

  /** Returns whether the schema has to be changed. */
  private boolean lookAt(PlannedTable table) throws SQLException {
    Held held = held(table.name());
    boolean makes =
        !table.hasTenant() || !Catalogue.hasIndex(sql, table.name(), PlannedTable.TENANT);
    read(held, table.name());
    if (makes && !held.own()) {
      lacks.add("%s is not the owner of %s".formatted(held.user(), table.name()));
      cures.add("ALTER TABLE %s OWNER TO %s".formatted(Dialect.quoted(table.name()), held.user()));
    } else {
      grant(held, table.name(), held.change(), "UPDATE", "change");
    }
    return makes;
  }

  private void read(Held held, String table) {
    isReadable &= held.read();
    grant(held, table, held.read(), "SELECT", "read");
  }

  private Held held(String table) throws SQLException {
    return sql.list(PRIVILEGES, Held::of, table).get(0);
  }

  private void grant(Held held, String table, boolean may, String right, String verb) {
    if (!may) {
      lacks.add("%s may not %s %s".formatted(held.user(), verb, table));
      cures.add("GRANT %s ON %s TO %s".formatted(right, Dialect.quoted(table), held.user()));
    }
  }

  private void schema() throws SQLException {
    sql.list(
        """
        SELECT quote_ident(current_schema()), quote_ident(current_user)
        WHERE NOT has_schema_privilege(current_schema(), 'CREATE')
        """,
        row -> {
          lacks.add(
              "%s may not make tables in the schema %s"
                  .formatted(row.getString(2), row.getString(1)));
          return cures.add(
              "GRANT CREATE ON SCHEMA %s TO %s".formatted(row.getString(1), row.getString(2)));
        });
  }
}
