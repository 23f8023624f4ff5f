package io.ztoq.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Statements of one connection, kept for the next use of the same SQL: SQLite spends more time on
 * preparing a small statement than on running it. A statement is in use by one caller at a time.
 */
final class Statements implements AutoCloseable {

  private final Connection connection;
  private final int most;
  private final Map<String, PreparedStatement> idle = new LinkedHashMap<>();

  /**
   * @param most statements kept; 0 to keep none
   */
  Statements(Connection connection, int most) {
    this.connection = connection;
    this.most = most;
  }

  /** A statement for {@code sql}; closing what is returned gives it back. */
  InUse of(String sql) throws SQLException {
    PreparedStatement kept = idle.remove(sql);
    return new InUse(this, sql, kept == null ? connection.prepareStatement(sql) : kept);
  }

  private void giveBack(String sql, PreparedStatement statement) throws SQLException {
    if (most == 0 || idle.containsKey(sql)) {
      statement.close();
      return;
    }
    idle.put(sql, statement);
    if (idle.size() > most) {
      String oldest = idle.keySet().iterator().next();
      idle.remove(oldest).close();
    }
  }

  @Override
  public void close() throws SQLException {
    for (PreparedStatement statement : idle.values()) {
      statement.close();
    }
    idle.clear();
  }

  /** A statement that somebody works with. */
  record InUse(Statements owner, String sql, PreparedStatement statement) implements AutoCloseable {

    @Override
    public void close() throws SQLException {
      owner.giveBack(sql, statement);
    }
  }
}
