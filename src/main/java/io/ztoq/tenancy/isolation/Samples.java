package io.ztoq.tenancy.isolation;

import io.ztoq.schema.Sql;
import io.ztoq.tenancy.Dialect;
import io.ztoq.tenancy.PlannedTable;
import io.ztoq.tenancy.TenantPlan;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One row of each of a few tenants, of every table. */
final class Samples {

  /** Tenants that are tried against one another. */
  private static final int MOST = 3;

  /**
   * A row.
   *
   * @param key JSON text
   * @param json all its columns; empty for SQLite
   */
  record Row(String tenant, String key, String json) {}

  private final Map<String, List<Row>> rows = new LinkedHashMap<>();

  Samples(Sql sql, Dialect dialect, TenantPlan plan) throws SQLException {
    for (PlannedTable table : plan.tables()) {
      if (table.hasTenant()) {
        rows.put(table.name(), read(sql, dialect, table));
      }
    }
  }

  private static List<Row> read(Sql sql, Dialect dialect, PlannedTable table) throws SQLException {
    String name = Dialect.quoted(table.name());
    String tenants =
        "SELECT DISTINCT tenant_id FROM %s WHERE tenant_id IS NOT NULL ORDER BY tenant_id LIMIT %d"
            .formatted(name, MOST);
    String first =
        "SELECT min(%s) FROM %s f WHERE f.tenant_id = t.tenant_id"
            .formatted(Dialect.field("f", table.shape().key().get(0)), name);
    return sql
        .list(
            "SELECT %s, %s, %s FROM %s t WHERE t.tenant_id IN (%s) AND %s = (%s) ORDER BY t.tenant_id"
                .formatted(
                    dialect.text("t.tenant_id"),
                    dialect.keyJson(table.shape(), "t"),
                    sql.isSqlite() ? "''" : "CAST(row_to_json(t) AS text)",
                    name,
                    tenants,
                    Dialect.field("t", table.shape().key().get(0)),
                    first),
            row -> new Row(row.getString(1), row.getString(2), row.getString(3)))
        .stream()
        .toList();
  }

  List<Row> of(String table) {
    return rows.getOrDefault(table, List.of());
  }

  /** A row of another tenant than {@code tenant}. */
  Optional<Row> ofAnother(String table, String tenant) {
    return of(table).stream().filter(row -> !row.tenant().equals(tenant)).findFirst();
  }
}
