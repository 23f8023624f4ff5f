package io.ztoq.tenancy;

import io.ztoq.failure.RunStopped;
import io.ztoq.schema.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * One connection for a whole run. A writing session has short transactions and holds nothing
 * between them; a reading one sees the same moment from its first to its last question.
 */
public final class TenantSession implements AutoCloseable {

  private final Connection connection;
  private final boolean readOnly;
  private final Sql sql;

  private TenantSession(Connection connection, boolean readOnly) throws SQLException {
    this.connection = connection;
    this.readOnly = readOnly;
    this.sql = new Sql(connection);
    if (!readOnly) {
      // SQLite's driver begins the next transaction at once, and would keep everybody else out
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  /**
   * @throws RunStopped (TEN-001) when the database cannot be reached
   */
  public static TenantSession open(TenantDatabase database, boolean readOnly) {
    try {
      return new TenantSession(readOnly ? database.openReadOnly() : database.open(), readOnly);
    } catch (SQLException problem) {
      throw TenantFailures.unreachable(
          "TEN-001",
          "the session with %s cannot be prepared: %s".formatted(database, problem.getMessage()),
          problem);
    }
  }

  /** What is done in a transaction. */
  public interface Work<T extends @Nullable Object> {
    T with(Sql sql) throws SQLException;
  }

  /** Runs {@code work} in a transaction, which is rolled back when it fails. */
  public <T extends @Nullable Object> T in(Work<T> work) throws SQLException {
    if (readOnly) {
      return work.with(sql);
    }
    connection.setAutoCommit(false);
    try {
      T result = work.with(sql);
      connection.commit();
      return result;
    } catch (SQLException | RuntimeException problem) {
      rollBack(problem);
      throw problem;
    } finally {
      endTransaction();
    }
  }

  private void rollBack(Exception problem) {
    try {
      connection.rollback();
    } catch (SQLException lost) {
      problem.addSuppressed(lost);
    }
  }

  /** The driver of SQLite has begun another one by now. */
  private void endTransaction() {
    try {
      connection.rollback();
      connection.setAutoCommit(true);
    } catch (SQLException lost) {
      // the next use of the connection tells it
    }
  }

  public boolean isReadOnly() {
    return readOnly;
  }

  @Override
  public void close() {
    try {
      if (readOnly) {
        connection.rollback();
      }
      connection.close();
    } catch (SQLException ignored) {
      // nothing is open any more that could be lost
    }
  }
}
