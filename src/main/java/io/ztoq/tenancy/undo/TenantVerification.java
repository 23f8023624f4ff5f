package io.ztoq.tenancy.undo;

import io.ztoq.failure.RunStopped;
import io.ztoq.schema.Sql;
import io.ztoq.tenancy.Bookkeeping;
import io.ztoq.tenancy.Counted;
import io.ztoq.tenancy.Dialect;
import io.ztoq.tenancy.Parent;
import io.ztoq.tenancy.PlannedTable;
import io.ztoq.tenancy.Rights;
import io.ztoq.tenancy.RunRecords;
import io.ztoq.tenancy.TableCursor;
import io.ztoq.tenancy.TableGraph;
import io.ztoq.tenancy.TenantDatabase;
import io.ztoq.tenancy.TenantPlan;
import io.ztoq.tenancy.isolation.Refusals;
import io.ztoq.tenancy.rule.TenantRules;
import io.ztoq.tenancy.rule.TenantSpec;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Looks whether every row has its tenant, and whether nothing else was changed. */
public final class TenantVerification {

  private static final int SHOWN = 5;

  private final TenantDatabase database;
  private final TenantRules rules;
  private final boolean allowChanges;
  private final List<VerificationFinding> findings = new ArrayList<>();
  private long compared;

  /**
   * @param allowChanges rows that were changed since the migration are no errors
   */
  public TenantVerification(TenantDatabase database, TenantRules rules, boolean allowChanges) {
    this.database = database;
    this.rules = rules;
    this.allowChanges = allowChanges;
  }

  /**
   * Works in a session that cannot write, on one moment in time.
   *
   * @throws RunStopped (TEN-033) when the database cannot be looked at
   */
  public VerificationReport verify() {
    try (Connection connection = database.openReadOnly()) {
      Sql sql = new Sql(connection);
      TenantPlan plan = TenantPlan.of(TableGraph.read(connection), rules);
      Rights.refuseHiddenRows(sql, plan);
      Map<String, String> slugs = tenants(sql, plan);
      List<VerificationReport.Counts> counts = new ArrayList<>();
      for (PlannedTable table : plan.tables()) {
        if (table.hasTenant()) {
          counts.add(counts(sql, table, slugs.keySet()));
          parents(sql, plan, table);
        } else {
          add(true, table.name(), "no-column", 0, "has no column tenant_id", List.of());
        }
      }
      if (sql.hasTable(Bookkeeping.RUN)) {
        undoLog(sql, plan);
      }
      connection.rollback();
      return new VerificationReport(database.toString(), counts, slugs, compared, findings);
    } catch (SQLException problem) {
      throw Refusals.unreadable("TEN-033", database, problem);
    }
  }

  private void add(
      boolean error, String table, String kind, long count, String what, List<String> rows) {
    findings.add(new VerificationFinding(error, table, kind, count, what, rows));
  }

  /** Slugs by id. */
  private Map<String, String> tenants(Sql sql, TenantPlan plan) throws SQLException {
    Map<String, String> slugs = new TreeMap<>();
    if (plan.graph().find(TenantPlan.TENANTS).isPresent()) {
      Dialect dialect = database.dialect();
      sql.list(
          "SELECT %s, %s FROM tenants t".formatted(dialect.text("t.id"), dialect.text("t.slug")),
          row -> String.valueOf(slugs.put(row.getString(1), row.getString(2))));
    }
    for (TenantSpec spec : rules.tenants()) {
      if (!slugs.containsValue(spec.slug())) {
        add(
            true,
            TenantPlan.TENANTS,
            "missing-tenant",
            1,
            "the tenant '%s' of %s does not exist".formatted(spec.slug(), rules.file()),
            List.of());
      }
    }
    return slugs;
  }

  private VerificationReport.Counts counts(Sql sql, PlannedTable table, Set<String> known)
      throws SQLException {
    Map<String, Long> byTenant = new TreeMap<>();
    String name = Dialect.quoted(table.name());
    sql.list(
            "SELECT COALESCE(%s, ''), count(*) FROM %s t GROUP BY 1"
                .formatted(database.dialect().text("t.tenant_id"), name),
            row -> Map.entry(row.getString(1), row.getLong(2)))
        .forEach(one -> byTenant.merge(one.getKey(), one.getValue(), Long::sum));
    long all = byTenant.values().stream().mapToLong(Long::longValue).sum();
    Long open = byTenant.remove("");
    if (open != null) {
      add(
          true,
          table.name(),
          "open",
          open,
          Counted.rows(open) + " without a tenant",
          keys(sql, table, "t.tenant_id IS NULL"));
    }
    for (Map.Entry<String, Long> tenant : byTenant.entrySet()) {
      if (!known.contains(tenant.getKey())) {
        String is =
            database.dialect().text("t.tenant_id") + " = " + Dialect.literal(tenant.getKey());
        add(
            true,
            table.name(),
            "unknown-tenant",
            tenant.getValue(),
            "%s of the tenant '%s', which does not exist"
                .formatted(Counted.rows(tenant.getValue()), tenant.getKey()),
            keys(sql, table, is));
      }
    }
    return new VerificationReport.Counts(table.name(), all, open == null ? 0 : open, byTenant);
  }

  private List<String> keys(Sql sql, PlannedTable table, String where) throws SQLException {
    return sql.list(
        "SELECT %s FROM %s t WHERE %s ORDER BY %s LIMIT %d"
            .formatted(
                database.dialect().keyJson(table.shape(), "t"),
                Dialect.quoted(table.name()),
                where,
                Dialect.fields("t", table.shape().key()),
                SHOWN),
        row -> row.getString(1));
  }

  /** The first parent that is there gives the tenant; others should agree. */
  private void parents(Sql sql, TenantPlan plan, PlannedTable table) throws SQLException {
    List<String> before = new ArrayList<>();
    for (Parent parent : table.parents()) {
      String there = exists(parent, "1 = 1");
      String first = before.isEmpty() ? "" : " AND NOT " + String.join(" AND NOT ", before);
      agree(sql, plan, table, parent, first);
      before.add(there);
    }
    for (Parent other : table.others()) {
      agree(sql, plan, table, other, null);
    }
  }

  private static String exists(Parent parent, String condition) {
    List<String> same = new ArrayList<>();
    for (int i = 0; i < parent.columns().size(); i++) {
      same.add(
          "%s = %s"
              .formatted(
                  Dialect.field("p", parent.tableColumns().get(i)),
                  Dialect.field("t", parent.columns().get(i))));
    }
    return "EXISTS (SELECT 1 FROM %s p WHERE %s AND %s)"
        .formatted(Dialect.quoted(parent.table()), String.join(" AND ", same), condition);
  }

  /**
   * @param first further condition of a parent that gives the tenant, null for another one
   */
  private void agree(
      Sql sql,
      TenantPlan plan,
      PlannedTable table,
      Parent parent,
      @org.jspecify.annotations.Nullable String first)
      throws SQLException {
    if (plan.find(parent.table()).filter(PlannedTable::hasTenant).isEmpty()) {
      return;
    }
    String where =
        "t.tenant_id IS NOT NULL AND %s%s"
            .formatted(exists(parent, "p.tenant_id <> t.tenant_id"), first == null ? "" : first);
    long count =
        sql.number(
            "SELECT count(*) FROM %s t WHERE %s".formatted(Dialect.quoted(table.name()), where));
    if (count > 0) {
      boolean error = table.rule().strict() || first != null && table.rule().rules().isEmpty();
      add(
          error,
          table.name(),
          "disagrees",
          count,
          "%s of another tenant than the row of %s that %s names"
              .formatted(Counted.rows(count), parent.table(), String.join(", ", parent.columns())),
          keys(sql, table, where));
    }
  }

  private void undoLog(Sql sql, TenantPlan plan) throws SQLException {
    List<Integer> runs =
        sql.list(
            "SELECT run_id FROM ztoq_tenant_run WHERE mode = 'migrate' ORDER BY run_id",
            row -> row.getInt(1));
    for (int run : runs) {
      for (TableCursor cursor : new RunRecords(sql).cursors(run)) {
        PlannedTable table = plan.find(cursor.table()).filter(PlannedTable::hasTenant).orElse(null);
        if (table != null) {
          compare(sql, run, cursor, table);
        }
      }
    }
  }

  private void compare(Sql sql, int run, TableCursor cursor, PlannedTable table)
      throws SQLException {
    List<String> lost =
        cursor.hashedColumns().stream().filter(column -> !table.shape().has(column)).toList();
    if (!lost.isEmpty()) {
      add(
          !allowChanges,
          table.name(),
          "changed",
          0,
          "cannot be compared with run %d, columns are gone: %s".formatted(run, lost),
          List.of());
      return;
    }
    compareRows(sql, run, cursor, table);
  }

  private void compareRows(Sql sql, int run, TableCursor cursor, PlannedTable table)
      throws SQLException {
    Dialect dialect = database.dialect();
    String key = Dialect.field("t", table.shape().key().get(0));
    String from =
        "FROM ztoq_tenant_change c LEFT JOIN %s t ON %s WHERE c.run_id = %d AND c.table_name = %s AND c.column_name = 'tenant_id' AND c.undone_at IS NULL"
            .formatted(
                Dialect.quoted(table.name()),
                dialect.keyEquals(table.shape(), "t", "c.row_key"),
                run,
                Dialect.literal(table.name()));
    compared += sql.number("SELECT count(*) " + from);
    String moved =
        "(t.tenant_id IS NULL OR %s <> c.new_value)".formatted(dialect.text("t.tenant_id"));
    String hash = dialect.hash(table.shape(), "t", cursor.hashedColumns());
    differing(sql, table, "gone", from + " AND %s IS NULL".formatted(key), "not there any more");
    differing(
        sql,
        table,
        "moved",
        from + " AND %s IS NOT NULL AND %s".formatted(key, moved),
        "of another tenant than run %d wrote".formatted(run));
    differing(
        sql,
        table,
        "changed",
        from + " AND %s IS NOT NULL AND %s <> c.row_hash".formatted(key, hash),
        "changed in other columns since run %d".formatted(run));
  }

  private void differing(Sql sql, PlannedTable table, String kind, String from, String what)
      throws SQLException {
    long count = sql.number("SELECT count(*) " + from);
    if (count > 0) {
      List<String> rows =
          sql.list(
              "SELECT c.row_key %s ORDER BY c.row_key LIMIT %d".formatted(from, SHOWN),
              row -> row.getString(1));
      add(
          !allowChanges,
          table.name(),
          kind,
          count,
          "%s %s".formatted(Counted.rows(count), what),
          rows);
    }
  }
}
