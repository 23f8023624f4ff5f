package io.ztoq.schema.inspect;

import io.ztoq.schema.EngineTables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Describes the schema of a SQLite file by its pragmas, and by the text of a table where no pragma
 * tells (checks, generated columns, collations).
 */
final class SqliteCatalogue {

  private final Connection connection;
  private final NavigableSet<SchemaObject> objects = new TreeSet<>();

  SqliteCatalogue(Connection connection) {
    this.connection = connection;
  }

  private record Stored(String type, String name, String table, String sql) {}

  SortedSet<SchemaObject> objects() throws SQLException {
    List<String> shadows =
        Rows.list(
            connection,
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'shadow'",
            row -> row.getString(1));
    List<Stored> all =
        Rows.list(
            connection,
            "SELECT type, name, tbl_name, COALESCE(sql, '') FROM main.sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
            row ->
                new Stored(row.getString(1), row.getString(2), row.getString(3), row.getString(4)));
    for (Stored one : all) {
      if (!EngineTables.NAMES.contains(one.table()) && !shadows.contains(one.table())) {
        describe(one);
      }
    }
    return objects;
  }

  private void describe(Stored one) throws SQLException {
    switch (one.type()) {
      case "table" -> table(one);
      case "trigger" ->
          add("trigger", one.table() + "." + one.name(), one.table(), SqlText.normal(one.sql()));
      case "view" -> add("view", one.name(), one.name(), SqlText.normal(one.sql()));
      default -> add("index", one.name(), one.table(), SqlText.normal(one.sql()));
    }
  }

  private void table(Stored table) throws SQLException {
    String text = SqlText.normal(table.sql());
    if (text.startsWith("create virtual table")) {
      add("table", table.name(), table.name(), text);
      return;
    }
    add("table", table.name(), table.name(), options(table.name(), text));
    SqlText.Parts parts = SqlText.parts(text);
    columns(table.name(), parts);
    keys(table.name());
    foreignKeys(table.name(), parts);
    numbered("check constraint", table.name(), parts.checks());
  }

  private String options(String table, String text) throws SQLException {
    List<String> words =
        new ArrayList<>(
            Rows.list(
                connection,
                """
                SELECT trim(CASE WHEN wr THEN 'without rowid ' ELSE '' END || CASE WHEN strict THEN 'strict' ELSE '' END)
                FROM pragma_table_list WHERE schema = 'main' AND name = ?
                """,
                row -> row.getString(1),
                table));
    if (SqlText.hasWord(text, "autoincrement")) {
      words.add("autoincrement");
    }
    return String.join(" ", words).strip();
  }

  private void columns(String table, SqlText.Parts parts) throws SQLException {
    Rows.list(
            connection,
            "SELECT name, type, \"notnull\", dflt_value, hidden FROM pragma_table_xinfo(?) WHERE hidden <> 1",
            row -> {
              String name = row.getString(1);
              String rest =
                  (row.getInt(3) == 1 ? " not null" : "")
                      + (row.getString(4) == null ? "" : " default " + row.getString(4))
                      + (row.getInt(5) == 2 ? " generated" : "")
                      + (row.getInt(5) == 3 ? " generated stored" : "");
              return new SchemaObject(
                  "column", table + "." + name, table, (row.getString(2) + rest).strip());
            },
            table)
        .forEach(objects::add);
    numbered("generated column", table, parts.generated());
    numbered("collation", table, parts.collations());
  }

  private void keys(String table) throws SQLException {
    String key =
        Rows.list(
                connection,
                "SELECT name FROM pragma_table_xinfo(?) WHERE pk > 0 ORDER BY pk",
                row -> row.getString(1),
                table)
            .stream()
            .collect(Collectors.joining(", "));
    if (!key.isEmpty()) {
      add("primary key", table, table, "(" + key + ")");
    }
    List<String> indexes =
        Rows.list(
            connection,
            "SELECT name FROM pragma_index_list(?) WHERE origin = 'u'",
            row -> row.getString(1),
            table);
    List<String> found = new ArrayList<>();
    for (String index : indexes) {
      found.add(
          Rows.list(
                  connection,
                  "SELECT name FROM pragma_index_info(?) ORDER BY seqno",
                  row -> row.getString(1),
                  index)
              .stream()
              .collect(Collectors.joining(", ", "(", ")")));
    }
    for (String one : new TreeSet<>(found)) {
      add("unique constraint", table + one, table, "");
    }
  }

  private void foreignKeys(String table, SqlText.Parts parts) throws SQLException {
    Map<Integer, List<String>> keys = new TreeMap<>();
    Map<Integer, String> rules = new TreeMap<>();
    Rows.list(
            connection,
            "SELECT id, \"from\", \"table\", \"to\", on_update, on_delete FROM pragma_foreign_key_list(?) ORDER BY id, seq",
            row -> {
              keys.computeIfAbsent(row.getInt(1), id -> new ArrayList<>()).add(row.getString(2));
              String to = row.getString(4);
              rules.merge(
                  row.getInt(1),
                  "references %s%s on update %s on delete %s"
                      .formatted(row.getString(3), target(to), row.getString(5), row.getString(6)),
                  (one, next) -> one + target(to));
              return "";
            },
            table)
        .clear();
    keys.forEach(
        (id, columns) ->
            add(
                "foreign key",
                "%s(%s)".formatted(table, String.join(", ", columns)),
                table,
                rules.getOrDefault(id, "")));
    numbered("deferred key", table, parts.deferred());
  }

  private static String target(@Nullable String column) {
    return column == null ? "" : " (" + column + ")";
  }

  /** Objects without a name of their own: the same text twice counts twice. */
  private void numbered(String kind, String table, List<String> texts) {
    List<String> sorted = new ArrayList<>(texts);
    Collections.sort(sorted);
    String last = "";
    int same = 0;
    for (String text : sorted) {
      same = text.equals(last) ? same + 1 : 1;
      last = text;
      add(kind, table + " " + text + (same > 1 ? " #" + same : ""), table, "");
    }
  }

  private void add(String kind, String name, String table, String definition) {
    objects.add(new SchemaObject(kind, name, table, definition));
  }
}
