package io.ztoq.tenancy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ztoq.schema.Sql;
import java.sql.SQLException;
import java.util.List;

/**
 * Writes what was decided about the rows of a batch: the undo log, the tenants, and the rows that
 * get none. All of it is part of the open transaction.
 */
final class BatchWriter {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A trigger or a policy kept rows as they were; counts as a refusal on both databases. */
  private static final String SUPPRESSED_STATE = "09000";

  private static final int SUPPRESSED_CODE = 19;

  private final Dialect dialect;
  private final PlannedTable table;
  private final int runId;
  private final List<String> hashed;
  private final List<String> triggers;

  /**
   * @param hashed columns that must not change
   * @param triggers names of the triggers of the table, which might change other columns
   */
  BatchWriter(
      Dialect dialect, PlannedTable table, int runId, List<String> hashed, List<String> triggers) {
    this.dialect = dialect;
    this.table = table;
    this.runId = runId;
    this.hashed = hashed;
    this.triggers = triggers;
  }

  void write(Sql sql, List<Decision> decisions) throws SQLException {
    List<List<String>> given =
        decisions.stream()
            .filter(one -> one.tenant() != null)
            .map(one -> List.of(one.key(), String.valueOf(one.tenant())))
            .toList();
    if (!given.isEmpty()) {
      give(sql, given);
    }
    List<List<String>> without =
        decisions.stream().filter(one -> one.tenant() == null).map(BatchWriter::item).toList();
    if (!without.isEmpty()) {
      sql.update(
          """
          INSERT INTO ztoq_tenant_quarantine (run_id, table_name, row_key, code, reason, candidates)
          SELECT %d, %s, %s, %s, %s, NULLIF(%s, '') FROM %s WHERE 1 = 1
          """
              .formatted(
                  runId,
                  Dialect.literal(table.name()),
                  dialect.item("i", 0),
                  dialect.item("i", 1),
                  dialect.item("i", 2),
                  dialect.item("i", 3),
                  dialect.items("i")),
          json(without));
    }
  }

  private static List<String> item(Decision decision) {
    Decision.Code code = decision.code();
    return List.of(
        decision.key(),
        code == null ? "" : code.word(),
        decision.reason(),
        String.join(",", decision.candidates()));
  }

  /** The hash is taken before the change; triggers must leave it so. */
  private void give(Sql sql, List<List<String>> rows) throws SQLException {
    String items = json(rows);
    int logged = sql.update(log(), items);
    int changed = sql.update(change(), items);
    if (logged != rows.size() || changed != rows.size()) {
      throw new SQLException(
          "%d rows should change and %d did; a trigger, a rule or a policy keeps them as they are"
              .formatted(rows.size(), Math.min(logged, changed)),
          SUPPRESSED_STATE,
          SUPPRESSED_CODE);
    }
    if (!triggers.isEmpty()) {
      compareHashes(sql, items);
    }
  }

  private String log() {
    return """
        INSERT INTO ztoq_tenant_change (run_id, table_name, row_key, column_name, old_value, new_value, row_hash)
        SELECT %d, %s, %s, 'tenant_id', NULL, %s, %s FROM %s CROSS JOIN %s t WHERE %s AND %s
        """
        .formatted(
            runId,
            Dialect.literal(table.name()),
            dialect.item("i", 0),
            dialect.item("i", 1),
            dialect.hash(table.shape(), "t", hashed),
            dialect.items("i"),
            Dialect.quoted(table.name()),
            dialect.keyEquals(table.shape(), "t", dialect.item("i", 0)),
            RowSql.isOpenAlongTheKey(table));
  }

  private String change() {
    return "UPDATE %s AS t SET tenant_id = %s FROM %s WHERE %s AND %s"
        .formatted(
            Dialect.quoted(table.name()),
            dialect.typed(dialect.item("i", 1), table.shape().column(PlannedTable.TENANT)),
            dialect.items("i"),
            dialect.keyEquals(table.shape(), "t", dialect.item("i", 0)),
            RowSql.isOpenAlongTheKey(table));
  }

  private void compareHashes(Sql sql, String items) throws SQLException {
    long differing =
        sql.list(
                """
                SELECT count(*) FROM %s CROSS JOIN %s t JOIN ztoq_tenant_change c ON c.run_id = %d
                  AND c.table_name = %s AND c.row_key = %s WHERE %s AND c.row_hash <> %s
                """
                    .formatted(
                        dialect.items("i"),
                        Dialect.quoted(table.name()),
                        runId,
                        Dialect.literal(table.name()),
                        dialect.item("i", 0),
                        dialect.keyEquals(table.shape(), "t", dialect.item("i", 0)),
                        dialect.hash(table.shape(), "t", hashed)),
                row -> row.getLong(1),
                items)
            .get(0);
    if (differing > 0) {
      throw TenantFailures.failed(
          "TEN-022",
          "%s: %d rows would change in other columns, too, by a trigger (%s); nothing of this batch was written. "
                  .formatted(table.name(), differing, String.join(", ", triggers))
              + "Switch the trigger off for the migration, or name the columns that it may change under 'ignore-columns'",
          null);
    }
  }

  private static String json(List<List<String>> rows) {
    try {
      return JSON.writeValueAsString(rows);
    } catch (JsonProcessingException problem) {
      throw new IllegalStateException(problem);
    }
  }
}
