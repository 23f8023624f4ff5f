package io.ztoq.store.dialect;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that differs between the two databases; nothing else in the product asks which one it
 * is.
 */
public interface Dialect {

  /** That of a SQLite file, or of a PostgreSQL server. */
  static Dialect of(boolean sqlite) {
    return sqlite ? new SqliteDialect() : new PostgresDialect();
  }

  /** Folder name below db/migration and db/rollback: {@code sqlite} or {@code postgresql}. */
  String name();

  /**
   * Binds a UTC time; SQLite keeps ISO 8601 text with milliseconds and Z, PostgreSQL a timestamp
   * without zone.
   */
  void bindInstant(PreparedStatement statement, int index, Instant value) throws SQLException;

  /** Reads what {@link #bindInstant} or a column default wrote; null when the column is null. */
  @Nullable Instant readInstant(ResultSet rows, String column) throws SQLException;

  void bindBoolean(PreparedStatement statement, int index, boolean value) throws SQLException;

  /**
   * Appended to a select that claims rows, so that several processes do not claim the same: empty
   * on SQLite.
   */
  String skipLocked();

  /**
   * Takes numbers for new rows in advance, so that rows can refer to each other before they are
   * written. All statements but the last change something; the last gives column {@code id}.
   *
   * @param column whose numbers the database gives by itself
   */
  List<String> newIds(String table, String column, int count);

  /** Whether {@code problem} says that a unique key, foreign key or check refused a row. */
  boolean isConstraintViolation(SQLException problem);

  /** Whether {@code problem} says that the disk or the database is full. */
  boolean isFull(SQLException problem);
}
