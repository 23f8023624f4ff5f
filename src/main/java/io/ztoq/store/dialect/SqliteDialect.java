package io.ztoq.store.dialect;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SQLite 3.54 through sqlite-jdbc. */
public final class SqliteDialect implements Dialect {

  /** Primary result codes, sqlite.org/rescode.html, read 2026-11. */
  private static final int SQLITE_FULL = 13;

  private static final int SQLITE_CONSTRAINT = 19;

  @Override
  public String name() {
    return "sqlite";
  }

  @Override
  public void bindInstant(PreparedStatement statement, int index, Instant value)
      throws SQLException {
    statement.setString(index, text(value));
  }

  /** Always with three places, so that the order of the texts is the order of the times. */
  private static String text(Instant value) {
    String text = value.truncatedTo(ChronoUnit.MILLIS).toString();
    return text.indexOf('.') >= 0 ? text : text.replace("Z", ".000Z");
  }

  @Override
  public @Nullable Instant readInstant(ResultSet rows, String column) throws SQLException {
    String text = rows.getString(column);
    if (text == null) {
      return null;
    }
    if (text.length() == 24 && text.charAt(23) == 'Z' && text.charAt(10) == 'T') {
      return ownForm(text);
    }
    // CURRENT_TIMESTAMP of a column default: "2026-11-21 10:00:00", UTC
    return text.endsWith("Z")
        ? Instant.parse(text)
        : LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
  }

  /** What {@link #bindInstant} wrote, the form of nearly all times; the general parser is slow. */
  private static Instant ownForm(String text) {
    LocalDateTime time =
        LocalDateTime.of(
            number(text, 0, 4),
            number(text, 5, 7),
            number(text, 8, 10),
            number(text, 11, 13),
            number(text, 14, 16),
            number(text, 17, 19),
            1_000_000 * number(text, 20, 23));
    return time.toInstant(ZoneOffset.UTC);
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }

  @Override
  public void bindBoolean(PreparedStatement statement, int index, boolean value)
      throws SQLException {
    statement.setInt(index, value ? 1 : 0);
  }

  @Override
  public String skipLocked() {
    return "";
  }

  @Override
  public List<String> newIds(String table, String column, int count) {
    // sqlite.org/autoinc.html: the table may be changed with ordinary statements
    return List.of(
        "INSERT INTO sqlite_sequence(name, seq) SELECT '%1$s', 0 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = '%1$s')"
            .formatted(table),
        "UPDATE sqlite_sequence SET seq = seq + %d WHERE name = '%s'".formatted(count, table),
        """
        WITH RECURSIVE taken(id) AS (SELECT seq FROM sqlite_sequence WHERE name = '%s'
          UNION ALL SELECT id - 1 FROM taken LIMIT %d)
        SELECT id FROM taken ORDER BY id
        """
            .formatted(table, count));
  }

  @Override
  public boolean isConstraintViolation(SQLException problem) {
    return (problem.getErrorCode() & 0xff) == SQLITE_CONSTRAINT;
  }

  @Override
  public boolean isFull(SQLException problem) {
    return (problem.getErrorCode() & 0xff) == SQLITE_FULL;
  }
}
