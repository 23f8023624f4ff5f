package io.ztoq.schema;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;

/**
 * The engine's tables in a database that ztoq knows nothing of but its driver: types are called as
 * the driver says, keys are counted. Nothing there can refuse changes of the journal.
 */
final class GenericTables {

  /** Longer ones are cut. */
  static final int LONGEST_MESSAGE = 2000;

  private final Sql sql;
  private final String moment;
  private final String number;

  GenericTables(Sql sql) throws SQLException {
    this.sql = sql;
    this.moment = type(Types.TIMESTAMP, "TIMESTAMP");
    this.number = type(Types.BIGINT, "NUMERIC(19)");
  }

  /** What the database calls a type, as far as it says so. */
  private String type(int wanted, String other) throws SQLException {
    try (ResultSet types = sql.connection().getMetaData().getTypeInfo()) {
      while (types.next()) {
        if (types.getInt("DATA_TYPE") == wanted) {
          return types.getString("TYPE_NAME");
        }
      }
      return other;
    }
  }

  void createLease() throws SQLException {
    if (!sql.hasTable(EngineTables.LEASE)) {
      sql.execute(
          """
          CREATE TABLE schema_lease (id INTEGER NOT NULL PRIMARY KEY, run_id VARCHAR(36), host VARCHAR(255),
            process_id %s, os_user VARCHAR(255), since %s)
          """
              .formatted(number, moment));
    }
    if (!sql.hasTable(EngineTables.LOCK)) {
      sql.execute("CREATE TABLE schema_lock (id INTEGER NOT NULL PRIMARY KEY)");
    }
    if (sql.number("SELECT COUNT(*) FROM schema_lease") == 0) {
      sql.update("INSERT INTO schema_lease (id) VALUES (1)");
    }
  }

  void createHistory() throws SQLException {
    sql.execute(
        """
        CREATE TABLE migration_history (
          id INTEGER NOT NULL PRIMARY KEY,
          migration_number VARCHAR(10) NOT NULL UNIQUE,
          migration_name VARCHAR(255) NOT NULL,
          applied_at %s,
          rollback_at %s,
          status VARCHAR(20) DEFAULT 'applied' NOT NULL)
        """
            .formatted(moment, moment));
  }

  void createJournal() throws SQLException {
    sql.execute(
        """
        CREATE TABLE schema_journal (
          id %1$s NOT NULL PRIMARY KEY,
          run_id VARCHAR(36) NOT NULL,
          migration_number VARCHAR(10) NOT NULL,
          name VARCHAR(255) NOT NULL,
          direction VARCHAR(10) NOT NULL,
          outcome VARCHAR(10) NOT NULL,
          step INTEGER NOT NULL,
          changed_rows %1$s NOT NULL,
          os_user VARCHAR(255) NOT NULL,
          database_user VARCHAR(255),
          host VARCHAR(255) NOT NULL,
          process_id %1$s NOT NULL,
          started_at %2$s NOT NULL,
          ended_at %2$s,
          duration_ms %1$s,
          checksum INTEGER,
          ztoq_version VARCHAR(50) NOT NULL,
          message VARCHAR(%3$d))
        """
            .formatted(number, moment, LONGEST_MESSAGE));
    sql.execute("CREATE INDEX schema_journal_number ON schema_journal (migration_number, outcome)");
  }

  void createFlyway() throws SQLException {
    sql.execute(
        """
        CREATE TABLE %s (
          %s INT NOT NULL PRIMARY KEY,
          %s VARCHAR(50),
          %s VARCHAR(200) NOT NULL,
          %s VARCHAR(20) NOT NULL,
          %s VARCHAR(1000) NOT NULL,
          %s INT,
          %s VARCHAR(100) NOT NULL,
          %s %s DEFAULT CURRENT_TIMESTAMP NOT NULL,
          %s INT NOT NULL,
          %s %s NOT NULL)
        """
            .formatted(
                sql.quoted(EngineTables.FLYWAY),
                sql.quoted("installed_rank"),
                sql.quoted("version"),
                sql.quoted("description"),
                sql.quoted("type"),
                sql.quoted("script"),
                sql.quoted("checksum"),
                sql.quoted("installed_by"),
                sql.quoted("installed_on"),
                moment,
                sql.quoted("execution_time"),
                sql.quoted("success"),
                type(Types.BOOLEAN, type(Types.BIT, "SMALLINT"))));
  }
}
