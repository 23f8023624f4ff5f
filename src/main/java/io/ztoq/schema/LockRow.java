package io.ztoq.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.util.Set;

/** The lock of databases of which ztoq knows none but that two cannot change one row at once. */
final class LockRow {

  /** Time is up, or the statement was ended for it: as databases say it. */
  private static final Set<String> TIME_IS_UP = Set.of("HYT00", "HYT01", "41000", "57014", "72000");

  /** MySQL and SQL Server; both have a state for it that says nothing. */
  private static final int LOCK_WAIT_TIMEOUT = 1205;

  private static final int TRY_SECONDS = 1;

  /** What {@link #prepare} makes: with each it may collide with another process once. */
  private static final int MADE = 3;

  private LockRow() {}

  /**
   * Makes two tables and a row; several processes may do so at once, and who comes second with any
   * of them finds it made.
   */
  static void prepare(Sql sql) throws SQLException {
    for (int collisions = 0; ; collisions++) {
      try {
        EngineTables.createLease(sql);
        return;
      } catch (SQLException problem) {
        if (collisions == MADE || !sql.hasTable(EngineTables.LEASE)) {
          throw problem;
        }
      }
    }
  }

  /** Whether this session has the row now; it waits a moment for it. */
  static boolean isTaken(Connection session) throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.setQueryTimeout(TRY_SECONDS);
      if (statement.executeUpdate("UPDATE schema_lock SET id = 1 WHERE id = 1") > 0) {
        return true;
      }
      statement.executeUpdate("INSERT INTO schema_lock (id) VALUES (1)");
      session.commit();
      return false;
    } catch (SQLException problem) {
      session.rollback();
      if (isTimeUp(problem) || isThereNow(problem)) {
        return false;
      }
      throw problem;
    }
  }

  /** Somebody else inserted the row between our two statements. */
  private static boolean isThereNow(SQLException problem) {
    return String.valueOf(problem.getSQLState()).startsWith("23");
  }

  private static boolean isTimeUp(SQLException problem) {
    String state = String.valueOf(problem.getSQLState());
    return problem instanceof SQLTimeoutException
        || problem instanceof SQLTransactionRollbackException
        || problem instanceof SQLTransientException
        || state.startsWith("40")
        || TIME_IS_UP.contains(state)
        || problem.getErrorCode() == LOCK_WAIT_TIMEOUT;
  }
}
