package io.ztoq.tenancy;

import io.ztoq.schema.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tables of a SQLite file, as its pragmas tell them. */
final class SqliteTables {

  private final Sql sql;

  SqliteTables(Connection connection) throws SQLException {
    this.sql = new Sql(connection);
  }

  private record ForeignRow(int id, String parent, String from, String to) {}

  private record Listed(Column column, int placeInKey) {}

  List<TableShape> read() throws SQLException {
    List<String> names =
        sql.list(
            """
            SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
              AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name
            """,
            row -> row.getString(1));
    List<TableShape> found = new ArrayList<>();
    for (String name : names) {
      if (!PostgresTables.isOurs(name)) {
        found.add(shape(name));
      }
    }
    return found;
  }

  private TableShape shape(String table) throws SQLException {
    List<Listed> listed =
        sql.list(
            """
            SELECT name, type, "notnull" = 0, dflt_value IS NOT NULL OR hidden > 1
              OR (pk = 1 AND upper(type) = 'INTEGER'), pk
            FROM pragma_table_xinfo(?) WHERE hidden <> 1 ORDER BY cid
            """,
            row ->
                new Listed(
                    new Column(
                        row.getString(1), row.getString(2), row.getBoolean(3), row.getBoolean(4)),
                    row.getInt(5)),
            table);
    List<String> key =
        listed.stream()
            .filter(one -> one.placeInKey() > 0)
            .sorted(java.util.Comparator.comparingInt(Listed::placeInKey))
            .map(one -> one.column().name())
            .toList();
    return new TableShape(
        table, listed.stream().map(Listed::column).toList(), key, foreign(table), unique(table));
  }

  private List<ForeignKey> foreign(String table) throws SQLException {
    List<ForeignRow> rows =
        sql.list(
            "SELECT id, \"table\", \"from\", \"to\" FROM pragma_foreign_key_list(?) ORDER BY id, seq",
            row ->
                new ForeignRow(row.getInt(1), row.getString(2), row.getString(3), row.getString(4)),
            table);
    Map<Integer, List<ForeignRow>> byKey = new TreeMap<>();
    rows.forEach(row -> byKey.computeIfAbsent(row.id(), id -> new ArrayList<>()).add(row));
    List<ForeignKey> found = new ArrayList<>();
    for (List<ForeignRow> parts : byKey.values()) {
      List<String> columns = parts.stream().map(ForeignRow::from).toList();
      String parent = tableName(parts.get(0).parent());
      List<String> named = parts.stream().map(ForeignRow::to).filter(to -> to != null).toList();
      found.add(
          new ForeignKey(
              "fk_%s_%s".formatted(table, String.join("_", columns)),
              columns,
              parent,
              named.size() == columns.size() ? named : primaryKey(parent)));
    }
    found.sort(java.util.Comparator.comparing(ForeignKey::name));
    return found;
  }

  /** As the table is written where it is made; references ignore the case. */
  private String tableName(String referred) throws SQLException {
    return sql
        .list(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name = ? COLLATE NOCASE",
            row -> row.getString(1),
            referred)
        .stream()
        .findFirst()
        .orElse(referred);
  }

  private List<String> primaryKey(String table) throws SQLException {
    return sql.list(
        "SELECT name FROM pragma_table_xinfo(?) WHERE pk > 0 ORDER BY pk",
        row -> row.getString(1),
        table);
  }

  private List<UniqueKey> unique(String table) throws SQLException {
    Map<String, Boolean> indexes = new TreeMap<>();
    sql.list(
            "SELECT name, origin FROM pragma_index_list(?) WHERE \"unique\" = 1 AND partial = 0 AND origin <> 'pk'",
            row -> Map.entry(row.getString(1), row.getString(2).equals("u")),
            table)
        .forEach(one -> indexes.put(one.getKey(), one.getValue()));
    List<UniqueKey> found = new ArrayList<>();
    for (Map.Entry<String, Boolean> index : indexes.entrySet()) {
      List<String> columns =
          sql.list(
              "SELECT COALESCE(name, '') FROM pragma_index_info(?) ORDER BY seqno",
              row -> row.getString(1),
              index.getKey());
      if (!columns.contains("")) {
        found.add(new UniqueKey(index.getKey(), columns, index.getValue()));
      }
    }
    return found;
  }
}
