package io.ztoq.schema;

import io.ztoq.failure.RunStopped;
import java.sql.Connection;
import java.sql.SQLException;

/** Reads a database on a connection that may not write. */
final class Reading {

  private static final int SQLITE_NOTADB = 26;

  private Reading() {}

  /** Makes something of what it reads. */
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /**
   * @throws RunStopped (SCH-002, SCH-019, exit code 1) when it cannot be read
   */
  static <T> T of(SchemaDatabase database, Work<T> work) {
    try (Connection connection = database.openReadOnly()) {
      try {
        return work.on(connection);
      } finally {
        connection.rollback();
      }
    } catch (SQLException problem) {
      throw refused(database, problem);
    }
  }

  /** Without them a migration is run statement by statement, as one that says so itself. */
  static boolean hasTransactionsForTables(Connection connection) throws SQLException {
    return new Sql(connection).hasTransactionsForTables();
  }

  /** The failure of somebody who may not read or write the records, or whose file holds none. */
  static RunStopped refused(SchemaDatabase database, SQLException problem) {
    if (isNoDatabase(database, problem)) {
      return SchemaFailures.failed(
          "SCH-002",
          "cannot open the database %s: the file is no SQLite database, or it is encrypted or damaged; check the path, it was left as it is"
              .formatted(database.display()),
          problem);
    }
    return SchemaFailures.failed(
        "SCH-019",
        "the records of the schema of %s cannot be read or written: %s; check the rights of the user"
            .formatted(database.display(), problem.getMessage()),
        problem);
  }

  private static boolean isNoDatabase(SchemaDatabase database, SQLException problem) {
    return database.isSqlite() && (problem.getErrorCode() & 0xff) == SQLITE_NOTADB;
  }
}
