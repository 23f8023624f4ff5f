package io.ztoq.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** One connection for one migration, so that what a file sets in its session ends with it. */
final class Work implements AutoCloseable {

  private final SchemaDatabase database;
  private final Actor actor;
  private final Connection connection;
  private final Sql sql;
  private final SchemaRecords records;
  private final String searchPath;

  private Work(SchemaDatabase database, Actor actor, Connection connection) throws SQLException {
    this.database = database;
    this.actor = actor;
    this.connection = connection;
    this.sql = new Sql(connection);
    this.records = new SchemaRecords(connection, actor);
    this.searchPath =
        sql.isPostgres() ? sql.list("SHOW search_path", row -> row.getString(1)).get(0) : "";
    connection.commit();
  }

  static Work open(SchemaDatabase database, EngineOptions options) throws SQLException {
    return open(database, options.actor(), options.lockTimeout());
  }

  private static Work open(SchemaDatabase database, Actor actor, Duration most)
      throws SQLException {
    Connection connection = database.open();
    try {
      SchemaLock.waitForDeadWork(connection, most);
      return new Work(database, actor, connection);
    } catch (SQLException problem) {
      connection.close();
      throw problem;
    }
  }

  Connection connection() {
    return connection;
  }

  Sql sql() {
    return sql;
  }

  SchemaRecords records() {
    return records;
  }

  /** Files of dumps empty the search path or change the role; our rows need both as they were. */
  void restoreSession() throws SQLException {
    if (sql.isPostgres()) {
      sql.execute("RESET ROLE");
      sql.list("SELECT set_config('search_path', ?, false)", row -> "", searchPath);
    }
  }

  /** Adds a line to the journal in a transaction of its own. */
  void note(JournalEntry entry) throws SQLException {
    records.journal(entry);
    connection.commit();
  }

  /**
   * Commits; when the answer is lost, the journal tells what became of it.
   *
   * @throws SQLException when it was not committed
   */
  void commit(Migration migration) throws SQLException {
    try {
      connection.commit();
    } catch (SQLException problem) {
      try (Connection other = database.openReadOnly()) {
        boolean done = new Journal(new Sql(other)).isDone(actor, migration.number());
        other.rollback();
        if (!done) {
          throw problem;
        }
      }
    }
  }

  /**
   * Takes the open transaction back and notes the failure, as far as the connection still works.
   */
  void fail(JournalEntry failed) {
    try {
      connection.setAutoCommit(false);
      connection.rollback();
      restoreSession();
      note(failed);
    } catch (SQLException ignored) {
      // the next command ends the open line of the journal
    }
  }

  @Override
  public void close() {
    try {
      connection.rollback();
    } catch (SQLException ignored) {
      // closing ends the transaction, too
    }
    try {
      connection.close();
    } catch (SQLException ignored) {
      // the server ends the session with the process
    }
  }
}
