package io.ztoq.schema;

import io.ztoq.failure.RunStopped;
import io.ztoq.schema.Scripts.Statement;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs rollbacks in a transaction that is taken back at once, to see exactly what they would lose:
 * also what a function or a loop in a file would drop.
 */
public final class RollbackTrial {

  private static final Pattern TRUNCATE =
      Pattern.compile(
          "(?is)TRUNCATE\\s+(?:TABLE\\s+)?(?:ONLY\\s+)?([^;]+?)(?:\\s+(?:RESTART|CONTINUE|CASCADE|RESTRICT)\\b.*)?");

  private final Sql sql;
  private final Scripts scripts;
  private final Map<String, Long> deleted = new LinkedHashMap<>();
  private final Set<String> truncated = new LinkedHashSet<>();

  RollbackTrial(Sql sql, Scripts scripts) {
    this.sql = sql;
    this.scripts = scripts;
  }

  /**
   * @param migrations newest first; those whose rollback cannot run in a transaction are left out
   * @return what would be lost, largest first; tables without rows, too
   * @throws RunStopped (SCH-011) when a rollback would fail; nothing was changed
   */
  public static List<RollbackLoss> of(
      SchemaDatabase database, Scripts scripts, List<Migration> migrations) throws SQLException {
    try (var connection = database.open()) {
      return new RollbackTrial(new Sql(connection), scripts).run(migrations);
    }
  }

  List<RollbackLoss> run(List<Migration> migrations) throws SQLException {
    Map<String, Set<String>> before = columns();
    Map<String, Set<String>> after;
    try {
      for (Migration migration : migrations) {
        SqlFile down = migration.down();
        if (down != null && migration.downTransactional()) {
          tryOut(migration, down);
        }
      }
      after = columns();
      countDeleted();
    } finally {
      sql.connection().rollback();
    }
    List<RollbackLoss> losses = new ArrayList<>();
    for (Map.Entry<String, Set<String>> table : before.entrySet()) {
      compare(table.getKey(), table.getValue(), after.get(table.getKey()), losses);
    }
    deleted.forEach(
        (table, rows) -> {
          if (after.containsKey(table) || !before.containsKey(table)) {
            losses.add(new RollbackLoss(table, "rows deleted", rows));
          }
        });
    sql.connection().rollback();
    losses.sort((one, other) -> Long.compare(other.rows(), one.rows()));
    return losses;
  }

  private void tryOut(Migration migration, SqlFile down) throws SQLException {
    SqliteGuard guard = new SqliteGuard(sql);
    for (Statement statement : scripts.split(down)) {
      try {
        Matcher truncate = TRUNCATE.matcher(statement.bare());
        if (truncate.matches()) {
          for (String table : truncate.group(1).split(",", -1)) {
            truncated.add(table.replace("*", "").strip());
          }
        }
        long rows = scripts.run(sql.connection(), statement);
        if (!sql.isPostgres()
            && Scripts.verb(statement).matches("DELETE|WITH|REPLACE")
            && rows > 0) {
          deleted.merge(shortName(statement), rows, Long::sum);
        }
      } catch (SQLException problem) {
        throw failed(migration, TransactionRun.at(down, statement, problem));
      }
    }
    try {
      guard.check();
    } catch (SQLException problem) {
      throw failed(migration, problem);
    }
  }

  private static RunStopped failed(Migration migration, SQLException problem) {
    return SchemaFailures.failed(
        "SCH-011",
        "%s could not be taken back, and nothing was changed: %s; correct its rollback file, or drop what needs its objects, then try again"
            .formatted(migration.display(), problem.getMessage()),
        problem);
  }

  private static String shortName(Statement statement) {
    Matcher from =
        Pattern.compile("(?is).*?\\bDELETE\\s+FROM\\s+([^\\s;(]+).*").matcher(statement.bare());
    return from.matches() ? from.group(1).replace("\"", "") : statement.shortly();
  }

  /** PostgreSQL counts for each table what this transaction deleted, by whatever means. */
  private void countDeleted() throws SQLException {
    if (sql.isPostgres()) {
      sql.list(
              "SELECT %s, n_tup_del FROM pg_stat_xact_user_tables t JOIN pg_namespace n ON n.nspname = t.schemaname JOIN pg_class c ON c.oid = t.relid WHERE n_tup_del > 0"
                  .formatted(NAME),
              row -> Map.entry(row.getString(1), row.getLong(2)))
          .forEach(row -> deleted.put(row.getKey(), row.getValue()));
    }
    deleted.keySet().removeAll(EngineTables.NAMES);
  }

  private void compare(
      String table,
      Set<String> before,
      @org.jspecify.annotations.Nullable Set<String> after,
      List<RollbackLoss> losses)
      throws SQLException {
    if (after == null) {
      losses.add(new RollbackLoss(table, "table dropped", count("*", table)));
      return;
    }
    if (truncated.contains(table)) {
      losses.add(new RollbackLoss(table, "rows deleted", count("*", table)));
    }
    for (String column : before) {
      if (!after.contains(column)) {
        losses.add(
            new RollbackLoss(
                table, "column %s dropped".formatted(column), count(sql.quoted(column), table)));
      }
    }
  }

  private long count(String what, String table) throws SQLException {
    String name = sql.isPostgres() ? table : sql.quoted(table);
    return sql.number("SELECT COUNT(%s) FROM %s".formatted(what, name));
  }

  private static final String NAME =
      "CASE WHEN n.nspname = current_schema() THEN '' ELSE quote_ident(n.nspname) || '.' END || quote_ident(c.relname)";

  /** Columns of every table with rows of its own, the engine's left out. */
  private Map<String, Set<String>> columns() throws SQLException {
    if (sql.isOther()) {
      return columnsBySpecification();
    }
    String query =
        sql.isSqlite()
            ? "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
            : """
              SELECT %s, a.attname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
              JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
              WHERE c.relkind = 'r' AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%%'
              """
                .formatted(NAME);
    Map<String, Set<String>> found = new LinkedHashMap<>();
    sql.list(query, row -> new String[] {row.getString(1), row.getString(2)})
        .forEach(row -> found.computeIfAbsent(row[0], key -> new LinkedHashSet<>()).add(row[1]));
    found.keySet().removeAll(EngineTables.NAMES);
    return found;
  }

  private Map<String, Set<String>> columnsBySpecification() throws SQLException {
    Map<String, Set<String>> found = new LinkedHashMap<>();
    DatabaseMetaData data = sql.connection().getMetaData();
    String catalog = sql.connection().getCatalog();
    String schema = sql.connection().getSchema();
    try (ResultSet tables = data.getTables(catalog, schema, "%", null)) {
      while (tables.next()) {
        if (tables.getString("TABLE_TYPE").endsWith("TABLE")) {
          found.put(tables.getString("TABLE_NAME"), new LinkedHashSet<>());
        }
      }
    }
    try (ResultSet columns = data.getColumns(catalog, schema, "%", "%")) {
      while (columns.next()) {
        found
            .getOrDefault(columns.getString("TABLE_NAME"), new LinkedHashSet<>())
            .add(columns.getString("COLUMN_NAME"));
      }
    }
    found.keySet().removeIf(name -> EngineTables.NAMES.contains(name.toLowerCase(Locale.ROOT)));
    return found;
  }
}
