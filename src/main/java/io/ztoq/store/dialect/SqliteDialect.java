package io.ztoq.store.dialect;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** SQLite 3.54 through sqlite-jdbc. */
public final class SqliteDialect implements Dialect {

  /** Primary result codes, sqlite.org/rescode.html, read 2026-11. */
  private static final int SQLITE_FULL = 13;

  private static final int SQLITE_CONSTRAINT = 19;

  private static final DateTimeFormatter TEXT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  @Override
  public String name() {
    return "sqlite";
  }

  @Override
  public void bindInstant(PreparedStatement statement, int index, Instant value)
      throws SQLException {
    statement.setString(index, TEXT.format(value));
  }

  @Override
  public @Nullable Instant readInstant(ResultSet rows, String column) throws SQLException {
    String text = rows.getString(column);
    if (text == null) {
      return null;
    }
    // CURRENT_TIMESTAMP of a column default: "2026-11-21 10:00:00", UTC
    return text.endsWith("Z")
        ? Instant.parse(text)
        : LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
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
  public boolean isConstraintViolation(SQLException problem) {
    return (problem.getErrorCode() & 0xff) == SQLITE_CONSTRAINT;
  }

  @Override
  public boolean isFull(SQLException problem) {
    return (problem.getErrorCode() & 0xff) == SQLITE_FULL;
  }
}
