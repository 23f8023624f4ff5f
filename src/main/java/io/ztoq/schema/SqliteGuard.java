package io.ztoq.schema;

import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * SQLite drops a table although views, foreign keys or rows still need it; PostgreSQL refuses. This
 * makes both the same.
 */
final class SqliteGuard {

  private final Sql sql;
  private final Set<String> before;

  /** Looks at how things are before a migration. */
  SqliteGuard(Sql sql) throws SQLException {
    this.sql = sql;
    this.before = sql.isSqlite() ? broken() : Set.of();
  }

  /**
   * @throws SQLException when something is broken now that was not before
   */
  void check() throws SQLException {
    if (sql.isSqlite()) {
      Set<String> now = broken();
      now.removeAll(before);
      if (!now.isEmpty()) {
        throw new SQLException("it would leave broken: " + String.join("; ", now));
      }
    }
  }

  private Set<String> broken() throws SQLException {
    Set<String> found = new LinkedHashSet<>();
    List<String> views =
        sql.list("SELECT name FROM sqlite_master WHERE type = 'view'", row -> row.getString(1));
    for (String view : views) {
      try {
        sql.list("SELECT * FROM \"%s\" LIMIT 0".formatted(view.replace("\"", "\"\"")), row -> "");
      } catch (SQLException problem) {
        found.add("view %s (%s)".formatted(view, problem.getMessage()));
      }
    }
    found.addAll(
        sql.list(
            """
            SELECT DISTINCT 'table ' || m.name || ' refers to the missing table ' || f."table"
            FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f
            WHERE m.type = 'table' AND NOT EXISTS (
              SELECT 1 FROM sqlite_master t WHERE t.type = 'table' AND lower(t.name) = lower(f."table"))
            """,
            row -> row.getString(1)));
    try {
      found.addAll(
          sql.list(
              """
              SELECT COUNT(*) || ' rows of ' || "table" || ' refer to missing rows of ' || parent
              FROM pragma_foreign_key_check GROUP BY "table", parent
              """,
              row -> row.getString(1)));
    } catch (SQLException problem) {
      found.add(problem.getMessage());
    }
    return found;
  }
}
