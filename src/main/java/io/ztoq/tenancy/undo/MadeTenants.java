package io.ztoq.tenancy.undo;

import io.ztoq.schema.Sql;
import io.ztoq.tenancy.Dialect;
import io.ztoq.tenancy.ForeignKey;
import io.ztoq.tenancy.PlannedTable;
import io.ztoq.tenancy.TableGraph;
import io.ztoq.tenancy.TableShape;
import io.ztoq.tenancy.TenantPlan;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tenants that a run made: they go when nobody refers to them. */
final class MadeTenants {

  private final Sql sql;
  private final Dialect dialect;
  private final TableGraph graph;
  private final int run;

  MadeTenants(Sql sql, Dialect dialect, TableGraph graph, int run) {
    this.sql = sql;
    this.dialect = dialect;
    this.graph = graph;
    this.run = run;
  }

  private record Line(String key, String id, String hash) {}

  /**
   * @param freed rows by table that a dry run would free, whatever tenant they have
   * @param write false to look only
   */
  RollbackBatch.Done remove(Map<String, Long> freed, boolean write) throws SQLException {
    TableRollback figures = new TableRollback(TenantPlan.TENANTS, 0, 0, 0, 0);
    Map<String, String> left = new LinkedHashMap<>();
    for (Line line : lines()) {
      String why = why(line, freed, write);
      boolean gone = why.startsWith("gone");
      if (why.isEmpty() && write) {
        TableShape tenants = graph.table(TenantPlan.TENANTS);
        sql.update(
            "DELETE FROM tenants AS t WHERE " + dialect.keyEquals(tenants, "t", dialect.text("?")),
            line.key());
        sql.update(
            "UPDATE ztoq_tenant_change SET undone_at = ?, left_reason = NULL WHERE run_id = ? AND table_name = 'tenants' AND row_key = ?",
            Instant.now(),
            run,
            line.key());
      }
      if (!why.isEmpty()) {
        left.put(line.key(), why);
        if (write) {
          sql.update(
              "UPDATE ztoq_tenant_change SET left_reason = ? WHERE run_id = ? AND table_name = 'tenants' AND row_key = ?",
              why,
              run,
              line.key());
        }
      }
      figures =
          figures.plus(
              new TableRollback(
                  TenantPlan.TENANTS,
                  why.isEmpty() ? 1 : 0,
                  why.isEmpty() || gone ? 0 : 1,
                  0,
                  gone ? 1 : 0));
    }
    return new RollbackBatch.Done(null, figures, left);
  }

  private List<Line> lines() throws SQLException {
    return sql.list(
        """
        SELECT row_key, new_value, row_hash FROM ztoq_tenant_change WHERE run_id = ? AND table_name = 'tenants'
          AND column_name = '*' AND undone_at IS NULL ORDER BY row_key
        """,
        row -> new Line(row.getString(1), row.getString(2), row.getString(3)),
        run);
  }

  /** Empty when it can go. */
  private String why(Line line, Map<String, Long> freed, boolean lock) throws SQLException {
    TableShape tenants = graph.table(TenantPlan.TENANTS);
    List<String> hashes =
        sql.list(
            "SELECT %s FROM tenants t WHERE %s%s"
                .formatted(
                    dialect.hash(tenants, "t", tenants.without(List.of())),
                    dialect.keyEquals(tenants, "t", dialect.text("?")),
                    // a new reference waits for this row, and then finds none
                    lock && !sql.isSqlite() ? " FOR UPDATE OF t" : ""),
            row -> row.getString(1),
            line.key());
    if (hashes.isEmpty()) {
      return "gone: the tenant is not there any more";
    }
    if (!hashes.get(0).equals(line.hash())) {
      return "changed: the row of the tenant was changed since";
    }
    for (TableShape table : graph.tables()) {
      long rows = references(table, line.id());
      if (rows > (lock ? 0 : freed.getOrDefault(table.name(), 0L))) {
        return "changed: %d rows of %s refer to it".formatted(rows, table.name());
      }
    }
    return "";
  }

  private long references(TableShape table, String id) throws SQLException {
    long rows = 0;
    if (table.has(PlannedTable.TENANT)) {
      rows += count(table.name(), PlannedTable.TENANT, id);
    }
    for (ForeignKey key : table.foreignKeys()) {
      boolean other =
          key.parent().equals(TenantPlan.TENANTS)
              && key.columns().size() == 1
              && !key.columns().contains(PlannedTable.TENANT);
      if (other) {
        rows += count(table.name(), key.columns().get(0), id);
      }
    }
    return rows;
  }

  private long count(String table, String column, String id) throws SQLException {
    return sql.number(
        "SELECT count(*) FROM %s t WHERE %s = ?"
            .formatted(Dialect.quoted(table), dialect.text(Dialect.field("t", column))),
        id);
  }
}
