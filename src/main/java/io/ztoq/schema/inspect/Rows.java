package io.ztoq.schema.inspect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads rows of the catalogue. */
final class Rows {

  private Rows() {}

  /** Makes one object of a row. */
  interface Mapper<T extends @Nullable Object> {
    T map(ResultSet row) throws SQLException;
  }

  static <T> List<T> list(
      Connection connection, String sql, Mapper<T> mapper, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        List<T> found = new ArrayList<>();
        while (rows.next()) {
          found.add(mapper.map(rows));
        }
        return found;
      }
    }
  }

  static long count(Connection connection, String sql) throws SQLException {
    return list(connection, sql, row -> row.getLong(1)).get(0);
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** {@code schema.table} or {@code table}, quoted; as a snapshot names tables. */
  static String path(String name) {
    int point = name.indexOf('.');
    return point < 0
        ? quoted(name)
        : quoted(name.substring(0, point)) + "." + quoted(name.substring(point + 1));
  }

  /** For an SQL text. */
  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
