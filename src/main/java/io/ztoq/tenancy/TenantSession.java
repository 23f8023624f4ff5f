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

  /** Each waits as long as {@link TenantDatabase#lockTimeoutMs}. */
  private static final int ATTEMPTS = 20;

  private final Dialect dialect;
  private final Connection connection;
  private final boolean readOnly;
  private final Sql sql;

  private TenantSession(Dialect dialect, Connection connection, boolean readOnly)
      throws SQLException {
    this.dialect = dialect;
    this.connection = connection;
    this.readOnly = readOnly;
    this.sql = new Sql(connection);
    if (!readOnly) {
      connection.setAutoCommit(true);
    }
  }

  /**
   * @throws RunStopped (TEN-001) when the database cannot be reached
   */
  public static TenantSession open(TenantDatabase database, boolean readOnly) {
    try {
      return new TenantSession(
          database.dialect(), readOnly ? database.openReadOnly() : database.open(), readOnly);
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
    begin();
    try {
      T result = work.with(sql);
      commit();
      return result;
    } catch (SQLException | RuntimeException problem) {
      rollBack(problem);
      throw problem;
    }
  }

  /** Asks something without a transaction: it waits for nobody who writes. */
  public <T extends @Nullable Object> T read(Work<T> work) throws SQLException {
    return work.with(sql);
  }

  /** As {@link #in}, tried again while others hold what it needs. */
  public <T extends @Nullable Object> T patiently(Work<T> work) throws SQLException {
    for (int attempt = 1; ; attempt++) {
      try {
        return in(work);
      } catch (SQLException problem) {
        if (attempt == ATTEMPTS || !dialect.isTransient(problem)) {
          throw problem;
        }
      }
    }
  }

  /**
   * The driver of SQLite begins the next transaction within commit and rollback: it would keep
   * everybody else out, and where it cannot, it goes on without any.
   */
  private void begin() throws SQLException {
    if (sql.isSqlite()) {
      sql.execute("BEGIN IMMEDIATE");
    } else {
      connection.setAutoCommit(false);
    }
  }

  private void commit() throws SQLException {
    if (sql.isSqlite()) {
      sql.execute("COMMIT");
    } else {
      connection.commit();
      connection.setAutoCommit(true);
    }
  }

  private void rollBack(Exception problem) {
    try {
      if (sql.isSqlite()) {
        sql.execute("ROLLBACK");
      } else {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException lost) {
      problem.addSuppressed(lost);
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
