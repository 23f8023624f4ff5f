package io.ztoq.schema.inspect;

import io.ztoq.schema.EngineTables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Only the names of tables, columns, indexes, views and sequences, in the words of a snapshot: much
 * faster than a snapshot, and enough to tell where one is worth it.
 *
 * @param schemas by name, the schema it is in; all the same for SQLite
 */
record ObjectNames(Map<String, String> schemas) {

  private static final String OURS =
      EngineTables.NAMES.stream().sorted().collect(Collectors.joining("|", "^(", ")(_|$)"));

  private static final String POSTGRES =
      """
      WITH ours AS (SELECT c.oid, c.relkind, n.nspname,
          CASE WHEN n.nspname = current_schema() THEN '' ELSE n.nspname || '.' END || c.relname AS name
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname NOT LIKE 'pg\\_%%' AND n.nspname <> 'information_schema' AND c.relname !~ '%s')
      SELECT CASE relkind WHEN 'v' THEN 'view ' WHEN 'm' THEN 'materialized view ' WHEN 'S' THEN 'sequence '
          WHEN 'i' THEN 'index ' WHEN 'I' THEN 'index ' ELSE 'table ' END || name, nspname
      FROM ours WHERE relkind <> 'c'
      UNION ALL SELECT 'column ' || o.name || '.' || a.attname, o.nspname
      FROM ours o JOIN pg_attribute a ON a.attrelid = o.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE o.relkind IN ('r', 'p', 'f')
      """
          .formatted(OURS);

  private static final String SQLITE =
      """
      SELECT CASE type WHEN 'trigger' THEN 'trigger ' || tbl_name || '.' ELSE type || ' ' END || name, tbl_name
      FROM main.sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
      UNION ALL SELECT 'column ' || m.name || '.' || c.name, m.name
      FROM main.sqlite_master m JOIN pragma_table_xinfo(m.name) c WHERE m.type = 'table' AND c.hidden <> 1
      """;

  static ObjectNames of(Connection connection) throws SQLException {
    boolean sqlite = SchemaSnapshot.isSqlite(connection);
    List<String[]> rows =
        Rows.list(
            connection,
            sqlite ? SQLITE : POSTGRES,
            row -> new String[] {row.getString(1), row.getString(2)});
    Map<String, String> found = new HashMap<>();
    for (String[] row : rows) {
      if (!sqlite || !EngineTables.NAMES.contains(row[1])) {
        found.put(row[0], sqlite ? "" : row[1]);
      }
    }
    return new ObjectNames(found);
  }

  Set<String> all() {
    return schemas.keySet();
  }

  /** Those in some schemas; without schemas all. */
  Set<String> in(Set<String> wanted) {
    return schemas.entrySet().stream()
        .filter(one -> one.getValue().isEmpty() || wanted.contains(one.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
