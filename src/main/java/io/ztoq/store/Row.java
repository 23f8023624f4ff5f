package io.ztoq.store;

import io.ztoq.store.dialect.Dialect;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The row under the cursor; valid until the cursor moves. Column names are case-insensitive. */
public final class Row {

  private final ResultSet rows;
  private final Dialect dialect;

  Row(ResultSet rows, Dialect dialect) {
    this.rows = rows;
    this.dialect = dialect;
  }

  /** Text of a column that is never null. */
  public String text(String column) throws SQLException {
    String value = rows.getString(column);
    if (value == null) {
      throw new SQLException("column " + column + " is null");
    }
    return value;
  }

  public @Nullable String textOrNull(String column) throws SQLException {
    return rows.getString(column);
  }

  public long number(String column) throws SQLException {
    return rows.getLong(column);
  }

  public int count(String column) throws SQLException {
    return rows.getInt(column);
  }

  public @Nullable Long numberOrNull(String column) throws SQLException {
    long value = rows.getLong(column);
    return rows.wasNull() ? null : value;
  }

  public @Nullable Integer countOrNull(String column) throws SQLException {
    int value = rows.getInt(column);
    return rows.wasNull() ? null : value;
  }

  public boolean flag(String column) throws SQLException {
    return rows.getBoolean(column);
  }

  /** UTC; null when the column is null. */
  public @Nullable Instant instant(String column) throws SQLException {
    return dialect.readInstant(rows, column);
  }

  public byte @Nullable [] bytes(String column) throws SQLException {
    return rows.getBytes(column);
  }

  /** Whether the query gives a column of this name. */
  public boolean has(String column) throws SQLException {
    ResultSetMetaData data = rows.getMetaData();
    for (int i = 1; i <= data.getColumnCount(); i++) {
      if (data.getColumnLabel(i).equalsIgnoreCase(column)) {
        return true;
      }
    }
    return false;
  }
}
