package io.ztoq.tenancy.undo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ztoq.schema.Sql;
import io.ztoq.tenancy.Dialect;
import io.ztoq.tenancy.TableShape;
import io.ztoq.tenancy.TenantFailures;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Some lines of the undo log of a table: compared with the rows, and undone where they agree. */
final class RollbackBatch {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final int SIZE = 1_000;

  private final Sql sql;
  private final Dialect dialect;
  private final TableShape table;
  private final List<String> hashed;
  private final int run;

  /**
   * @param table with the key that the run told rows apart by
   * @param hashed columns that must be as the run left them
   */
  RollbackBatch(Sql sql, Dialect dialect, TableShape table, List<String> hashed, int run) {
    this.sql = sql;
    this.dialect = dialect;
    this.table = table;
    this.hashed = hashed;
    this.run = run;
  }

  /**
   * What came of some lines.
   *
   * @param lastKey of the log, null when there was no line left
   * @param left why rows were left, by key
   */
  record Done(@Nullable String lastKey, TableRollback figures, Map<String, String> left) {}

  private record Line(String key, String tenant, String hash) {}

  private record Found(@Nullable String tenant, String hash) {}

  /**
   * The lines behind {@code after}.
   *
   * @param write false to look only
   */
  Done next(String after, boolean write) throws SQLException {
    List<Line> lines = lines(after);
    TableRollback none = new TableRollback(table.name(), 0, 0, 0, 0);
    if (lines.isEmpty()) {
      return new Done(null, none, Map.of());
    }
    Map<String, Found> rows = rows(lines, write);
    List<String> undo = new ArrayList<>();
    List<String> open = new ArrayList<>();
    Map<String, String> left = new HashMap<>();
    TableRollback figures = none;
    for (Line line : lines) {
      Found row = rows.get(line.key());
      String why = why(line, row);
      if (!why.isEmpty()) {
        left.put(line.key(), why);
        figures = figures.plus(counted(why));
      } else if (row != null && row.tenant() == null) {
        open.add(line.key());
      } else {
        undo.add(line.key());
      }
    }
    if (write) {
      clear(undo);
      List<String> done = new ArrayList<>(undo);
      done.addAll(open);
      mark(done);
      write(left);
    }
    TableRollback undone = new TableRollback(table.name(), undo.size(), 0, 0, 0);
    return new Done(lines.get(lines.size() - 1).key(), figures.plus(undone), left);
  }

  private List<Line> lines(String after) throws SQLException {
    return sql.list(
        """
            SELECT row_key, new_value, row_hash FROM ztoq_tenant_change WHERE run_id = ? AND table_name = ?
              AND column_name = 'tenant_id' AND undone_at IS NULL AND row_key > ? ORDER BY row_key LIMIT %d
            """
            .formatted(SIZE),
        row -> new Line(row.getString(1), row.getString(2), row.getString(3)),
        run,
        table.name(),
        after);
  }

  private TableRollback counted(String why) {
    return new TableRollback(
        table.name(),
        0,
        why.startsWith("changed") ? 1 : 0,
        why.startsWith("moved") ? 1 : 0,
        why.startsWith("gone") ? 1 : 0);
  }

  /** Empty when the row is as the run left it. */
  private static String why(Line line, @Nullable Found row) {
    if (row == null) {
      return "gone: the row is not there any more";
    }
    String tenant = row.tenant();
    if (tenant != null && !tenant.equals(line.tenant())) {
      return "moved: its tenant is %s now, the run wrote %s".formatted(tenant, line.tenant());
    }
    return row.hash().equals(line.hash()) ? "" : "changed: another column was changed since";
  }

  private Map<String, Found> rows(List<Line> lines, boolean lock) throws SQLException {
    Map<String, Found> found = new HashMap<>();
    sql.list(
            "SELECT %s, %s, %s FROM %s CROSS JOIN %s t WHERE %s%s"
                .formatted(
                    dialect.item("i", 0),
                    dialect.text("t.tenant_id"),
                    dialect.hash(table, "t", hashed),
                    dialect.items("i"),
                    Dialect.quoted(table.name()),
                    dialect.keyEquals(table, "t", dialect.item("i", 0)),
                    lock ? dialect.forUpdate("t") : ""),
            row -> Map.entry(row.getString(1), new Found(row.getString(2), row.getString(3))),
            json(lines.stream().map(Line::key).toList()))
        .forEach(one -> found.put(one.getKey(), one.getValue()));
    return found;
  }

  private void clear(List<String> keys) throws SQLException {
    if (keys.isEmpty()) {
      return;
    }
    String items = json(keys);
    String same = dialect.keyEquals(table, "t", dialect.item("i", 0));
    String name = Dialect.quoted(table.name());
    int changed =
        sql.update(
            "UPDATE %s AS t SET tenant_id = NULL FROM %s WHERE %s"
                .formatted(name, dialect.items("i"), same),
            items);
    long exact =
        sql.number(
            """
            SELECT count(*) FROM %s CROSS JOIN %s t JOIN ztoq_tenant_change c ON c.run_id = %d AND c.table_name = %s
              AND c.row_key = %s WHERE %s AND %s AND c.row_hash = %s
            """
                .formatted(
                    dialect.items("i"),
                    name,
                    run,
                    Dialect.literal(table.name()),
                    dialect.item("i", 0),
                    same,
                    Dialect.isNullWithoutIndex("t", "tenant_id"),
                    dialect.hash(table, "t", hashed)),
            items);
    if (changed != keys.size() || exact != keys.size()) {
      throw TenantFailures.failed(
          "TEN-038",
          "%s: %d rows should be as before the run and %d would be; a trigger, a rule or a policy stands in the way. Switch it off, then run the same command again; nothing of this batch was written"
              .formatted(table.name(), keys.size(), Math.min(changed, exact)),
          null);
    }
  }

  private void mark(List<String> keys) throws SQLException {
    if (!keys.isEmpty()) {
      sql.update(
          "UPDATE ztoq_tenant_change SET undone_at = ?, left_reason = NULL WHERE run_id = %d AND table_name = %s AND row_key IN (SELECT %s FROM %s)"
              .formatted(
                  run, Dialect.literal(table.name()), dialect.item("i", 0), dialect.items("i")),
          Instant.now(),
          json(keys));
    }
  }

  /** All of them, where the report names the first ones only. */
  private void write(Map<String, String> left) throws SQLException {
    if (!left.isEmpty()) {
      sql.update(
          "UPDATE ztoq_tenant_change SET left_reason = %s FROM %s WHERE run_id = %d AND table_name = %s AND row_key = %s"
              .formatted(
                  dialect.item("i", 1),
                  dialect.items("i"),
                  run,
                  Dialect.literal(table.name()),
                  dialect.item("i", 0)),
          text(
              left.entrySet().stream().map(one -> List.of(one.getKey(), one.getValue())).toList()));
    }
  }

  private static String json(List<String> keys) {
    return text(keys.stream().map(List::of).toList());
  }

  private static String text(List<List<String>> items) {
    try {
      return JSON.writeValueAsString(items);
    } catch (JsonProcessingException problem) {
      throw new IllegalStateException(problem);
    }
  }
}
