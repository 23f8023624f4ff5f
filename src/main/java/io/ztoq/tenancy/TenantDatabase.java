package io.ztoq.tenancy;

import io.ztoq.failure.RunStopped;
import io.ztoq.schema.SchemaDatabase;
import io.ztoq.schema.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/** A database whose rows get tenants: its sessions all see values, and compute hashes, alike. */
public final class TenantDatabase {

  /** How long a statement waits for the rows that it wants to change, milliseconds. */
  static final int LOCK_TIMEOUT_MS = 2_000;

  private final SchemaDatabase where;
  private final Dialect dialect;
  private final int lockTimeoutMs;

  /**
   * @throws RunStopped (TEN-026, exit code 2) for another product than PostgreSQL and SQLite
   */
  public TenantDatabase(SchemaDatabase where) {
    this(where, LOCK_TIMEOUT_MS);
  }

  /** One whose statements wait otherwise for locks of others, milliseconds. */
  TenantDatabase(SchemaDatabase where, int lockTimeoutMs) {
    if (!where.isSqlite() && !where.vendor().equals("postgresql")) {
      throw TenantFailures.usage(
          "TEN-026",
          "tenants are given on PostgreSQL and SQLite, %s is neither; `ztoq schema` works there"
              .formatted(where));
    }
    this.where = where;
    this.dialect = where.isSqlite() ? new SqliteSql() : new PostgresSql();
    this.lockTimeoutMs = lockTimeoutMs;
  }

  /** Where it is; for the engine of schema migrations. */
  public SchemaDatabase where() {
    return where;
  }

  public Dialect dialect() {
    return dialect;
  }

  /** How long a statement waits for the rows that it wants to change. */
  int lockTimeoutMs() {
    return lockTimeoutMs;
  }

  public boolean isSqlite() {
    return where.isSqlite();
  }

  /**
   * A session that may write, autocommit off. Rows that row level security would hide are an error
   * there, never silently left out.
   *
   * @throws RunStopped (TEN-001, exit code 3) when the database cannot be reached, or is not there
   */
  public Connection open() {
    return prepared(reached(false), false);
  }

  /**
   * A session in which the database itself refuses every write and shows one moment in time,
   * autocommit off.
   *
   * @throws RunStopped (TEN-001, exit code 3) when the database cannot be reached, or is not there
   */
  public Connection openReadOnly() {
    return prepared(reached(true), true);
  }

  private Connection reached(boolean readOnly) {
    refuseMissing();
    try {
      return readOnly ? where.openReadOnly() : where.open();
    } catch (RunStopped problem) {
      if (problem.getCause() instanceof SQLException cause && TenantFailures.isBusy(cause)) {
        throw TenantFailures.refused(
            "TEN-021",
            "%s is held by others for too long".formatted(where),
            "run the same command again when it is free",
            cause);
      }
      throw TenantFailures.unreachable("TEN-001", String.valueOf(problem.getMessage()), problem);
    }
  }

  /** A typing error in a file name must not make a new, empty database. */
  private void refuseMissing() {
    if (!where.exists()) {
      throw TenantFailures.unreachable(
          "TEN-001", "there is no file %s; name the database's own file".formatted(where), null);
    }
  }

  private Connection prepared(Connection connection, boolean readOnly) {
    try {
      if (isSqlite()) {
        SqliteFunctions.add(connection);
        new Sql(connection).execute("PRAGMA busy_timeout = " + lockTimeoutMs);
        return connection;
      }
      if (readOnly) {
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      }
      new Sql(connection)
          .execute(
              """
              SET application_name = 'ztoq tenants'; SET TimeZone = 'UTC'; SET DateStyle = 'ISO, MDY';
              SET IntervalStyle = 'postgres'; SET extra_float_digits = 1; SET bytea_output = 'hex';
              SET xmlbinary = 'base64'; SET row_security = off; SET lock_timeout = %d
              """
                  .formatted(lockTimeoutMs));
      connection.commit();
      return connection;
    } catch (SQLException problem) {
      close(connection);
      throw TenantFailures.unreachable(
          "TEN-001",
          "the session with %s cannot be prepared: %s".formatted(where, problem.getMessage()),
          problem);
    }
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException ignored) {
      // the first problem is the one to tell
    }
  }

  /** For messages; without user, password and parameters. */
  @Override
  public String toString() {
    return where.display();
  }
}
