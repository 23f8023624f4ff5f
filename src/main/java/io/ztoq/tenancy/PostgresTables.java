package io.ztoq.tenancy;

import io.ztoq.schema.EngineTables;
import io.ztoq.schema.Sql;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tables of the current schema of PostgreSQL, as pg_catalog tells them. */
final class PostgresTables {

  private final Sql sql;

  PostgresTables(Connection connection) throws SQLException {
    this.sql = new Sql(connection);
  }

  private record ColumnRow(String table, Column column) {}

  private record KeyRow(String table, String type, String name, List<String> columns) {}

  private record ForeignRow(String table, ForeignKey key) {}

  List<TableShape> read() throws SQLException {
    Map<String, List<Column>> columns = new TreeMap<>();
    for (ColumnRow row : columns()) {
      columns.computeIfAbsent(row.table(), name -> new ArrayList<>()).add(row.column());
    }
    List<KeyRow> keys = keys();
    List<ForeignRow> foreign = foreignKeys();
    return columns.entrySet().stream()
        .map(one -> shape(one.getKey(), one.getValue(), keys, foreign))
        .toList();
  }

  private static TableShape shape(
      String name, List<Column> columns, List<KeyRow> keys, List<ForeignRow> foreign) {
    List<KeyRow> own = keys.stream().filter(one -> one.table().equals(name)).toList();
    return new TableShape(
        name,
        columns,
        own.stream()
            .filter(one -> one.type().equals("p"))
            .findFirst()
            .map(KeyRow::columns)
            .orElse(List.of()),
        foreign.stream().filter(one -> one.table().equals(name)).map(ForeignRow::key).toList(),
        own.stream()
            .filter(one -> !one.type().equals("p"))
            .map(one -> new UniqueKey(one.name(), one.columns(), one.type().equals("u")))
            .toList());
  }

  private List<ColumnRow> columns() throws SQLException {
    return sql
        .list(
            """
            SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), NOT a.attnotnull,
              a.atthasdef OR a.attidentity <> ''
            FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
            ORDER BY c.relname, a.attnum
            """,
            row ->
                new ColumnRow(
                    row.getString(1),
                    new Column(
                        row.getString(2), row.getString(3), row.getBoolean(4), row.getBoolean(5))))
        .stream()
        .filter(row -> !isOurs(row.table()))
        .toList();
  }

  static boolean isOurs(String table) {
    return EngineTables.NAMES.contains(table) || table.startsWith(Bookkeeping.PREFIX);
  }

  /** Primary keys (p), unique constraints (u) and unique indexes without one (i). */
  private List<KeyRow> keys() throws SQLException {
    return sql.list(
        """
        SELECT c.relname, COALESCE(k.contype::text, 'i'), i.relname,
          ARRAY(SELECT a.attname::text FROM unnest(x.indkey::int[]) WITH ORDINALITY p(attnum, place)
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = p.attnum
            WHERE p.place <= x.indnkeyatts ORDER BY p.place)
        FROM pg_index x JOIN pg_class c ON c.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
        LEFT JOIN pg_constraint k ON k.conindid = i.oid AND k.contype IN ('p', 'u')
        WHERE c.relnamespace = current_schema()::regnamespace AND x.indisunique AND x.indisvalid
          AND x.indpred IS NULL AND x.indexprs IS NULL
        ORDER BY c.relname, i.relname
        """,
        row -> new KeyRow(row.getString(1), row.getString(2), row.getString(3), texts(row, 4)));
  }

  private List<ForeignRow> foreignKeys() throws SQLException {
    return sql.list(
        """
        SELECT c.relname, k.conname, ARRAY(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY p(attnum, place)
            JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = p.attnum ORDER BY p.place),
          r.relname, ARRAY(SELECT a.attname::text FROM unnest(k.confkey) WITH ORDINALITY p(attnum, place)
            JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = p.attnum ORDER BY p.place)
        FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class r ON r.oid = k.confrelid
        WHERE k.contype = 'f' AND k.conparentid = 0 AND c.relnamespace = current_schema()::regnamespace
          AND r.relnamespace = c.relnamespace
        ORDER BY c.relname, k.conname
        """,
        row ->
            new ForeignRow(
                row.getString(1),
                new ForeignKey(row.getString(2), texts(row, 3), row.getString(4), texts(row, 5))));
  }

  private static List<String> texts(ResultSet row, int column) throws SQLException {
    Array array = row.getArray(column);
    return List.of((String[]) array.getArray());
  }
}
