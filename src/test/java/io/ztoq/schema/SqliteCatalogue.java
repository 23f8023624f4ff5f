package io.ztoq.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads SQLite's catalogue; it keeps names of constraints only in the text of a table. */
final class SqliteCatalogue implements LiveCatalogue {

  private static final String OURS =
      "m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE 'flyway%'";
  private static final Pattern NAMED =
      Pattern.compile(
          "CONSTRAINT (\\w+)\\s+(PRIMARY KEY|UNIQUE|FOREIGN KEY|CHECK)(?: \\(([^)]*)\\))?");
  private static final Pattern INDEX =
      Pattern.compile("CREATE (UNIQUE )?INDEX \\w+ ON \\w+ \\((.*?)\\)(?:\\s+WHERE (.*))?$");

  @Override
  public List<String> columns(Connection connection) throws SQLException {
    return Rows.sorted(
        connection,
        """
        SELECT m.name, p.cid + 1, p.name,
          CASE WHEN p.pk = 1 AND p.name = 'id' AND m.sql LIKE '%AUTOINCREMENT%' THEN 'serial' ELSE lower(p.type) END,
          CASE WHEN p."notnull" = 1 THEN 'no' ELSE 'yes' END,
          CASE p.dflt_value WHEN 'CURRENT_TIMESTAMP' THEN 'now()' WHEN 'TRUE' THEN 'true' WHEN 'FALSE' THEN 'false'
            ELSE coalesce(p.dflt_value, '') END
        FROM sqlite_master m, pragma_table_info(m.name) p WHERE\s"""
            + OURS);
  }

  @Override
  public List<String> constraints(Connection connection) throws SQLException {
    Map<String, String> names = new HashMap<>();
    List<String> checks = new ArrayList<>();
    for (String line :
        Rows.sorted(connection, "SELECT m.name, m.sql FROM sqlite_master m WHERE " + OURS)) {
      String table = line.substring(0, line.indexOf('|'));
      Matcher found = NAMED.matcher(line);
      while (found.find()) {
        if (found.group(2).equals("CHECK")) {
          checks.add(table + "|check|" + found.group(1) + "|||||");
        } else {
          String columns = found.group(3) == null ? "id" : found.group(3).replace(", ", ",");
          names.put(key(table, found.group(2).toLowerCase(Locale.ROOT), columns), found.group(1));
        }
      }
    }
    Stream<String> keys =
        facts(connection).stream()
            .map(fact -> fact.split("\\|", -1))
            .map(
                fact -> {
                  String name = names.get(key(fact[0], fact[1], fact[2]));
                  return String.join(
                      "|", fact[0], fact[1], name, fact[2], fact[3], fact[4], fact[5], fact[6]);
                });
    return Stream.concat(keys, checks.stream()).sorted().toList();
  }

  private static String key(String table, String kind, String columns) {
    return table + "|" + kind + "|" + columns;
  }

  /** Keys without their names. */
  private static List<String> facts(Connection connection) throws SQLException {
    return Rows.sorted(
        connection,
        """
        SELECT m.name, 'primary key', (SELECT group_concat(name) FROM
          (SELECT p.name FROM pragma_table_info(m.name) p WHERE p.pk > 0 ORDER BY p.pk)), '', '', '', ''
        FROM sqlite_master m WHERE %1$s AND EXISTS (SELECT 1 FROM pragma_table_info(m.name) p WHERE p.pk > 0)
        UNION ALL
        SELECT m.name, 'unique', (SELECT group_concat(name) FROM
          (SELECT x.name FROM pragma_index_info(i.name) x ORDER BY x.seqno)), '', '', '', ''
        FROM sqlite_master m, pragma_index_list(m.name) i WHERE i.origin = 'u' AND %1$s
        UNION ALL
        SELECT m.name, 'foreign key', f."from", f."table", f."to", lower(f.on_delete), lower(f.on_update)
        FROM sqlite_master m, pragma_foreign_key_list(m.name) f WHERE %1$s"""
            .formatted(OURS));
  }

  @Override
  public List<String> indexes(Connection connection) throws SQLException {
    return Rows.sorted(
            connection,
            """
            SELECT m.name, i.name, (SELECT s.sql FROM sqlite_master s WHERE s.name = i.name)
            FROM sqlite_master m, pragma_index_list(m.name) i WHERE i.origin = 'c' AND\s"""
                + OURS)
        .stream()
        .map(SqliteCatalogue::index)
        .sorted()
        .toList();
  }

  private static String index(String line) {
    Matcher text = INDEX.matcher(line);
    if (!text.find()) {
      throw new IllegalStateException(line);
    }
    return String.join(
        "|",
        line.substring(0, line.lastIndexOf('|')),
        text.group(2).replace(", ", ","),
        text.group(1) == null ? "no" : "yes",
        text.group(3) == null ? "" : text.group(3));
  }

  @Override
  public List<String> objects(Connection connection) throws SQLException {
    return Rows.sorted(
        connection, "SELECT m.type, m.name FROM sqlite_master m WHERE m.name NOT LIKE 'sqlite_%'");
  }
}
