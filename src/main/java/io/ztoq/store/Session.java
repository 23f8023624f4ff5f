package io.ztoq.store;

import io.ztoq.store.dialect.Dialect;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Statements on one connection, inside one transaction. Parameters may be null, String, Long,
 * Integer, Double, Boolean, Instant, an enum (its name) or byte[]. Not thread-safe.
 */
public final class Session {

  /** Turns the row under the cursor into a value. */
  @FunctionalInterface
  public interface RowMapper<T> {
    @Nullable T map(Row row) throws SQLException;
  }

  /** Takes rows one by one; used where a list would not fit in memory. */
  @FunctionalInterface
  public interface RowConsumer {
    void accept(Row row) throws SQLException;
  }

  private final Statements statements;
  private final Dialect dialect;

  Session(Statements statements, Dialect dialect) {
    this.statements = statements;
    this.dialect = dialect;
  }

  public Dialect dialect() {
    return dialect;
  }

  /** Returns the number of changed rows. */
  public int update(String sql, @Nullable Object... parameters) throws SQLException {
    try (Statements.InUse prepared = statements.of(sql)) {
      PreparedStatement statement = prepared.statement();
      bind(statement, parameters);
      return statement.executeUpdate();
    }
  }

  /**
   * Runs {@code sql} once per element of {@code rows}, in order, as one batch; all or nothing
   * within the transaction.
   */
  public void batch(String sql, List<@Nullable Object[]> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (Statements.InUse prepared = statements.of(sql)) {
      PreparedStatement statement = prepared.statement();
      for (@Nullable Object[] row : rows) {
        bind(statement, row);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** All rows, in the order of the query; never null. */
  @SuppressWarnings("NullAway") // null is in the list only where the mapper gives it
  public <T> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... parameters)
      throws SQLException {
    List<T> found = new ArrayList<>();
    forEach(sql, row -> found.add(mapper.map(row)), parameters);
    return found;
  }

  /** The first row, if any and if its mapper gives something. */
  public <T> Optional<T> first(String sql, RowMapper<T> mapper, @Nullable Object... parameters)
      throws SQLException {
    try (Statements.InUse prepared = statements.of(sql)) {
      PreparedStatement statement = prepared.statement();
      bind(statement, parameters);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next()
            ? Optional.ofNullable(mapper.map(new Row(rows, dialect)))
            : Optional.empty();
      }
    }
  }

  /** A single number, for counts and sums; 0 when the query gives no row or null. */
  public long number(String sql, @Nullable Object... parameters) throws SQLException {
    try (Statements.InUse prepared = statements.of(sql)) {
      PreparedStatement statement = prepared.statement();
      bind(statement, parameters);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? rows.getLong(1) : 0;
      }
    }
  }

  /** Hands over row by row; on PostgreSQL in fetches of 500 rows. */
  public void forEach(String sql, RowConsumer consumer, @Nullable Object... parameters)
      throws SQLException {
    try (Statements.InUse prepared = statements.of(sql)) {
      PreparedStatement statement = prepared.statement();
      statement.setFetchSize(500);
      bind(statement, parameters);
      try (ResultSet rows = statement.executeQuery()) {
        Row row = new Row(rows, dialect);
        while (rows.next()) {
          consumer.accept(row);
        }
      }
    }
  }

  private void bind(PreparedStatement statement, @Nullable Object[] parameters)
      throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      bind(statement, i + 1, parameters[i]);
    }
  }

  private void bind(PreparedStatement statement, int index, @Nullable Object value)
      throws SQLException {
    if (value == null) {
      statement.setNull(index, Types.NULL);
    } else if (value instanceof String text) {
      statement.setString(index, text);
    } else if (value instanceof Long number) {
      statement.setLong(index, number);
    } else if (value instanceof Integer number) {
      statement.setInt(index, number);
    } else if (value instanceof Boolean flag) {
      dialect.bindBoolean(statement, index, flag);
    } else if (value instanceof Instant instant) {
      dialect.bindInstant(statement, index, instant);
    } else if (value instanceof Enum<?> word) {
      statement.setString(index, word.name());
    } else if (value instanceof byte[] bytes) {
      statement.setBytes(index, bytes);
    } else if (value instanceof Double number) {
      statement.setDouble(index, number);
    } else {
      throw new IllegalArgumentException("no SQL form for " + value.getClass().getName());
    }
  }
}
