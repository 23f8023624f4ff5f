package io.ztoq.tenancy;

import io.ztoq.schema.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Looks at a table before its first batch: how many rows there are to do, and what is odd. */
final class TableStart {

  private static final int SHOWN = 5;

  private TableStart() {}

  static TableCursor of(TenantRun run, PlannedTable table, int place, Sql sql) throws SQLException {
    RowSql rowSql = run.rowSql();
    List<String> high = sql.list(rowSql.highKey(table), row -> row.getString(1));
    return new TableCursor(
        table.name(),
        place,
        false,
        1,
        null,
        high.isEmpty() ? null : high.get(0),
        run.rules().speed().firstBatch(),
        sql.number(rowSql.count(table)),
        0,
        0,
        0,
        0,
        table.hashedColumns(),
        odd(run, table, sql).json(),
        Instant.now(),
        null);
  }

  private static Notes odd(TenantRun run, PlannedTable table, Sql sql) throws SQLException {
    Notes notes = new Notes();
    Dialect dialect = run.database().dialect();
    String name = Dialect.quoted(table.name());
    String key = dialect.keyJson(table.shape(), "t");
    if (table.hasTenant() && run.plan().graph().find(TenantPlan.TENANTS).isPresent()) {
      note(
          notes,
          "W3",
          sql,
          key,
          "FROM %s t WHERE t.tenant_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM tenants x WHERE %s = %s)"
              .formatted(name, dialect.text("x.id"), dialect.text("t.tenant_id")));
    }
    if (table.name().equals("users") && table.shape().has("email")) {
      String folded = dialect.folded("u.email");
      note(
          notes,
          "W8",
          sql,
          key,
          "FROM %s t WHERE %s IN (SELECT %s FROM %s u GROUP BY %s HAVING count(*) > 1)"
              .formatted(name, dialect.folded("t.email"), folded, name, folded));
    }
    return notes;
  }

  private static void note(Notes notes, String code, Sql sql, String key, String from)
      throws SQLException {
    long count = sql.number("SELECT count(*) " + from);
    if (count > 0) {
      sql.list(
              "SELECT %s %s ORDER BY 1 LIMIT %d".formatted(key, from, SHOWN),
              row -> row.getString(1))
          .forEach(one -> notes.add(code, one, 0, ""));
      notes.add(code, "", count, "");
    }
  }
}
