package io.ztoq.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** Rows of a query as lines, columns divided by a bar, null as nothing. */
final class Rows {

  private Rows() {}

  static List<String> of(Connection connection, String query) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      int width = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        StringJoiner line = new StringJoiner("|");
        for (int column = 1; column <= width; column++) {
          String value = rows.getString(column);
          line.add(value == null ? "" : value);
        }
        lines.add(line.toString());
      }
    }
    return lines;
  }

  static List<String> sorted(Connection connection, String query) throws SQLException {
    return of(connection, query).stream().sorted().toList();
  }

  static String one(Connection connection, String query) throws SQLException {
    List<String> lines = of(connection, query);
    if (lines.size() != 1) {
      throw new IllegalStateException(query + ": " + lines);
    }
    return lines.get(0);
  }
}
