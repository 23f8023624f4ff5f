package io.ztoq.tenancy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ztoq.schema.Sql;
import io.ztoq.tenancy.rule.TenantSpec;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Inserts the tenants that are missing, and writes them into the undo log. */
final class TenantRows {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Sql sql;
  private final Dialect dialect;
  private final TableShape table;

  TenantRows(Sql sql, Dialect dialect, TableShape table) {
    this.sql = sql;
    this.dialect = dialect;
    this.table = table;
  }

  /** All of them in the open transaction. */
  void insert(int runId, List<TenantSpec> missing) throws SQLException {
    for (TenantSpec spec : missing) {
      insert(runId, spec);
    }
  }

  private void insert(int runId, TenantSpec spec) throws SQLException {
    Column id = table.column("id");
    if (id.type().toLowerCase(Locale.ROOT).contains("int") && !spec.id().matches("\\d+")) {
      throw TenantFailures.conflict(
          "TEN-012",
          "tenants.id is of type %s, the id of '%s' would be a UUID; give the tenant an 'id' in the file"
              .formatted(id.type(), spec.slug()));
    }
    Map<String, String> values = new TreeMap<>();
    values.put("id", spec.id());
    values.put("name", spec.name());
    values.put("slug", spec.slug());
    values.put("plan", spec.plan());
    values.put("status", spec.status());
    values.put("settings", settings(spec));
    List<String> columns = new ArrayList<>(values.keySet());
    columns.removeIf(column -> !table.has(column));
    List<String> times = List.of("created_at", "updated_at").stream().filter(table::has).toList();
    String names =
        java.util.stream.Stream.concat(columns.stream(), times.stream())
            .map(Dialect::quoted)
            .collect(Collectors.joining(", "));
    String given =
        java.util.stream.Stream.concat(
                columns.stream().map(column -> dialect.typed("?", table.column(column))),
                times.stream().map(column -> "CURRENT_TIMESTAMP"))
            .collect(Collectors.joining(", "));
    sql.update(
        "INSERT INTO tenants (%s) VALUES (%s)".formatted(names, given),
        columns.stream().map(values::get).toArray());
    log(runId, spec);
  }

  private void log(int runId, TenantSpec spec) throws SQLException {
    sql.update(
        """
        INSERT INTO ztoq_tenant_change (run_id, table_name, row_key, column_name, old_value, new_value, row_hash)
        SELECT ?, 'tenants', %s, '*', NULL, %s, %s FROM tenants t WHERE t.slug = ?
        """
            .formatted(
                dialect.keyJson(table, "t"),
                dialect.text("t.id"),
                dialect.hash(table, "t", table.without(List.of()))),
        runId,
        spec.slug());
  }

  private static String settings(TenantSpec spec) {
    try {
      return JSON.writeValueAsString(new TreeMap<>(spec.settings()));
    } catch (JsonProcessingException problem) {
      throw new IllegalStateException(problem);
    }
  }
}
