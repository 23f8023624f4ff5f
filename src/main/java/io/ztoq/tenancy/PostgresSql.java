package io.ztoq.tenancy;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** PostgreSQL 12 and later. */
final class PostgresSql implements Dialect {

  /** serialization_failure, deadlock_detected, lock_not_available. */
  private static final Set<String> TRANSIENT = Set.of("40001", "40P01", "55P03");

  /**
   * Data exception, integrity, check option, raised by a function: of the row, not of the server.
   */
  private static final Set<String> OF_A_ROW =
      Set.of("22", "23", "44", "P0", "09", "27", "38", "39");

  @Override
  public String keyJson(TableShape table, String alias) {
    return "CAST(json_build_array(%s) AS text)".formatted(Dialect.fields(alias, table.key()));
  }

  @Override
  public String keyValue(String json, int index, Column column) {
    return "CAST(CAST(%s AS json) ->> %d AS %s)".formatted(json, index, column.type());
  }

  @Override
  public String hash(TableShape table, String alias, List<String> columns) {
    return "left(encode(sha256(convert_to(CAST(ROW(%s) AS text), 'UTF8')), 'hex'), 32)"
        .formatted(Dialect.fields(alias, columns));
  }

  @Override
  public String items(String alias) {
    return "json_array_elements(CAST(? AS json)) AS %s(item)".formatted(alias);
  }

  @Override
  public String item(String alias, int index) {
    return "(%s.item ->> %d)".formatted(alias, index);
  }

  @Override
  public String text(String value) {
    return "CAST(%s AS text)".formatted(value);
  }

  @Override
  public String typed(String value, Column column) {
    return "CAST(%s AS %s)".formatted(value, column.type());
  }

  @Override
  public String folded(String value) {
    return "lower(%s)".formatted(value);
  }

  @Override
  public String distinct(String query) {
    return "(SELECT string_agg(DISTINCT d.v, ',' ORDER BY d.v) FROM (%s) d)".formatted(query);
  }

  @Override
  public String forUpdate(String alias) {
    return " FOR NO KEY UPDATE OF " + alias;
  }

  @Override
  public boolean isTransient(SQLException problem) {
    return TRANSIENT.contains(String.valueOf(problem.getSQLState()));
  }

  @Override
  public boolean isRefusal(SQLException problem) {
    String state = problem.getSQLState();
    return state != null && state.length() == 5 && OF_A_ROW.contains(state.substring(0, 2));
  }

  @Override
  public @Nullable String constraint(SQLException problem) {
    ServerErrorMessage told =
        problem instanceof PSQLException known ? known.getServerErrorMessage() : null;
    return told == null ? null : told.getConstraint();
  }
}
