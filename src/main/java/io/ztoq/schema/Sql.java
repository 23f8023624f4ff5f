package io.ztoq.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Short forms of JDBC; times are UTC without a zone. */
public final class Sql {

  private static final DateTimeFormatter TEXT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");

  private final Connection connection;
  private final boolean sqlite;

  public Sql(Connection connection) throws SQLException {
    this.connection = connection;
    this.sqlite = isSqlite(connection);
  }

  public static boolean isSqlite(Connection connection) throws SQLException {
    return connection.getMetaData().getDatabaseProductName().equals("SQLite");
  }

  public boolean isSqlite() {
    return sqlite;
  }

  public Connection connection() {
    return connection;
  }

  /** Makes one object of a row. */
  public interface Mapper<T extends @Nullable Object> {
    T map(ResultSet row) throws SQLException;
  }

  public <T> List<T> list(String sql, Mapper<T> mapper, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = bound(sql, values);
        ResultSet rows = statement.executeQuery()) {
      List<T> found = new ArrayList<>();
      while (rows.next()) {
        found.add(mapper.map(rows));
      }
      return found;
    }
  }

  /** The only value of the only row. */
  public long number(String sql, @Nullable Object... values) throws SQLException {
    return list(sql, row -> row.getLong(1), values).get(0);
  }

  public int update(String sql, @Nullable Object... values) throws SQLException {
    try (PreparedStatement statement = bound(sql, values)) {
      return statement.executeUpdate();
    }
  }

  public void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  public boolean hasTable(String name) throws SQLException {
    return number(
            sqlite
                ? "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = ?"
                : "SELECT CASE WHEN to_regclass(quote_ident(?)) IS NULL THEN 0 ELSE 1 END",
            name)
        > 0;
  }

  public @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    if (!sqlite) {
      LocalDateTime value = row.getObject(column, LocalDateTime.class);
      return value == null ? null : value.toInstant(ZoneOffset.UTC);
    }
    String text = row.getString(column);
    return text == null ? null : parsed(text);
  }

  /** {@code 2026-11-21 16:00:00}, with or without parts of a second or a T. */
  private static @Nullable Instant parsed(String text) {
    String iso = text.replace(' ', 'T');
    try {
      return LocalDateTime.parse(iso.endsWith("Z") ? iso.substring(0, iso.length() - 1) : iso)
          .toInstant(ZoneOffset.UTC);
    } catch (java.time.format.DateTimeParseException problem) {
      return null;
    }
  }

  private PreparedStatement bound(String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      for (int i = 0; i < values.length; i++) {
        if (values[i] instanceof Instant instant) {
          bind(statement, i + 1, instant);
        } else {
          statement.setObject(i + 1, values[i]);
        }
      }
      return statement;
    } catch (SQLException problem) {
      statement.close();
      throw problem;
    }
  }

  private void bind(PreparedStatement statement, int index, Instant value) throws SQLException {
    LocalDateTime utc =
        LocalDateTime.ofInstant(value.truncatedTo(ChronoUnit.MILLIS), ZoneOffset.UTC);
    if (sqlite) {
      statement.setString(index, TEXT.format(utc));
    } else {
      statement.setObject(index, utc);
    }
  }
}
