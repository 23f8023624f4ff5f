package io.ztoq.tenancy;

import io.ztoq.schema.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a run wrote, or would write.
 *
 * @param changes rows of the undo log
 * @param rowsPerTenant by id
 * @param created ids of tenants
 * @param withoutTenant the first rows that got none
 */
record RunFigures(
    long changes,
    Map<String, Long> rowsPerTenant,
    Set<String> created,
    List<QuarantinedRow> withoutTenant) {

  static final RunFigures NONE = new RunFigures(0, Map.of(), Set.of(), List.of());

  static RunFigures read(Sql sql, int runId, int most) throws SQLException {
    Map<String, Long> rows = new TreeMap<>();
    sql.list(
            """
            SELECT new_value, count(*) FROM ztoq_tenant_change WHERE run_id = ? AND column_name = 'tenant_id'
            GROUP BY new_value
            """,
            row -> Map.entry(row.getString(1), row.getLong(2)),
            runId)
        .forEach(one -> rows.put(one.getKey(), one.getValue()));
    Set<String> created =
        new TreeSet<>(
            sql.list(
                "SELECT new_value FROM ztoq_tenant_change WHERE run_id = ? AND column_name = '*'",
                row -> row.getString(1),
                runId));
    List<QuarantinedRow> without =
        sql.list(
            """
            SELECT q.table_name, q.row_key, q.code, q.reason, q.candidates FROM ztoq_tenant_quarantine q
            JOIN ztoq_tenant_cursor c ON c.run_id = q.run_id AND c.table_name = q.table_name WHERE q.run_id = ?
            ORDER BY CASE q.code WHEN 'refused' THEN 0 WHEN 'parent-failed' THEN 2 WHEN 'parent-quarantined' THEN 2 ELSE 1 END,
              c.place, q.row_key LIMIT ?
            """,
            row ->
                new QuarantinedRow(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5)),
            runId,
            most);
    long changes = rows.values().stream().mapToLong(Long::longValue).sum() + created.size();
    return new RunFigures(changes, rows, created, without);
  }

  /** Of a dry run. */
  static RunFigures planned(TenantRun run) {
    Set<String> created = new TreeSet<>();
    run.tenants().missing().forEach(one -> created.add(one.id()));
    return new RunFigures(0, run.plannedRows(), created, run.plannedWithout());
  }
}
