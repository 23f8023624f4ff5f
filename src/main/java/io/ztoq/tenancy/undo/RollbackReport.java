package io.ztoq.tenancy.undo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a rollback did, or would do.
 *
 * @param run that is taken back
 * @param tables children first; rows of tenants that the run made come last
 * @param left why the first of the rows were left
 */
public record RollbackReport(
    int run, boolean dryRun, List<TableRollback> tables, List<String> left) {

  public RollbackReport {
    tables = List.copyOf(tables);
    left = List.copyOf(left);
  }

  public long undone() {
    return tables.stream().mapToLong(TableRollback::undone).sum();
  }

  public long leftRows() {
    return tables.stream().mapToLong(TableRollback::left).sum();
  }

  /** For a JSON document. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("run", run);
    json.put("dry_run", dryRun);
    json.put("undone", undone());
    json.put("left", leftRows());
    json.put("tables", tables);
    json.put("left_rows", left);
    return json;
  }
}
