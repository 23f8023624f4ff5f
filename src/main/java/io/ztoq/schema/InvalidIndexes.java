package io.ztoq.schema;

import io.ztoq.schema.Scripts.Statement;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/**
 * An interrupted {@code CREATE INDEX CONCURRENTLY} leaves an index behind that PostgreSQL never
 * uses, and {@code IF NOT EXISTS} takes it for the real one.
 */
final class InvalidIndexes {

  private InvalidIndexes() {}

  /** Removes what an earlier try of the same statement left behind. */
  static void drop(Work work, Statement statement) throws SQLException {
    List<String> left = named(work, statement);
    work.connection().commit();
    work.connection().setAutoCommit(true);
    for (String index : left) {
      work.sql().execute("DROP INDEX CONCURRENTLY " + index);
    }
    work.connection().setAutoCommit(false);
  }

  /**
   * @throws SQLException when the statement left an index that is not valid
   */
  static void refuse(Work work, Statement statement) throws SQLException {
    List<String> left = named(work, statement);
    work.connection().commit();
    if (!left.isEmpty()) {
      throw new SQLException("the index %s is not valid".formatted(String.join(", ", left)));
    }
  }

  private static List<String> named(Work work, Statement statement) throws SQLException {
    if (!work.sql().isPostgres() || !Scripts.verb(statement).equals("CREATE")) {
      return List.of();
    }
    String text = statement.bare().toLowerCase(Locale.ROOT);
    return work
        .sql()
        .list(
            """
            SELECT c.relname, quote_ident(n.nspname) || '.' || quote_ident(c.relname)
            FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE NOT i.indisvalid
            """,
            row -> new String[] {row.getString(1), row.getString(2)})
        .stream()
        .filter(row -> mentions(text, row[0].toLowerCase(Locale.ROOT)))
        .map(row -> row[1])
        .toList();
  }

  private static boolean mentions(String text, String name) {
    return java.util.regex.Pattern.compile("\\b" + java.util.regex.Pattern.quote(name) + "\\b")
        .matcher(text)
        .find();
  }
}
