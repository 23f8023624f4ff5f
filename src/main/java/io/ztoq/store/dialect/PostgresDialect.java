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

/** PostgreSQL 12 or newer. */
public final class PostgresDialect implements Dialect {

  @Override
  public String name() {
    return "postgresql";
  }

  @Override
  public void bindInstant(PreparedStatement statement, int index, Instant value)
      throws SQLException {
    // the same precision as SQLite, so that both stores compare equal
    statement.setObject(
        index, LocalDateTime.ofInstant(value.truncatedTo(ChronoUnit.MILLIS), ZoneOffset.UTC));
  }

  @Override
  public @Nullable Instant readInstant(ResultSet rows, String column) throws SQLException {
    LocalDateTime value = rows.getObject(column, LocalDateTime.class);
    return value == null ? null : value.toInstant(ZoneOffset.UTC);
  }

  @Override
  public void bindBoolean(PreparedStatement statement, int index, boolean value)
      throws SQLException {
    statement.setBoolean(index, value);
  }

  @Override
  public String skipLocked() {
    return " FOR UPDATE SKIP LOCKED";
  }

  @Override
  public List<String> newIds(String table, String column, int count) {
    return List.of(
        "SELECT nextval(pg_get_serial_sequence('%s', '%s')) AS id FROM generate_series(1, %d)"
            .formatted(table, column, count));
  }

  @Override
  public boolean isConstraintViolation(SQLException problem) {
    return problem.getSQLState() != null && problem.getSQLState().startsWith("23");
  }

  @Override
  public boolean isFull(SQLException problem) {
    return "53100".equals(problem.getSQLState());
  }
}
