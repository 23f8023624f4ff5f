package io.ztoq.schema;

import java.sql.SQLException;
import java.util.Set;

/** ztoq's own tables; they are no part of the schema that is looked after. */
public final class EngineTables {

  static final String HISTORY = "migration_history";
  static final String JOURNAL = "schema_journal";
  static final String LEASE = "schema_lease";

  /** Its one row is the lock of databases that have no other. */
  static final String LOCK = "schema_lock";

  static final String FLYWAY = "flyway_schema_history";

  /**
   * Left out of snapshots and of every count: the engine's, and what {@code ztoq tenants} keeps in
   * the same database about its work.
   */
  public static final Set<String> NAMES =
      Set.of(
          HISTORY,
          JOURNAL,
          LEASE,
          LOCK,
          FLYWAY,
          "ztoq_tenant_run",
          "ztoq_tenant_change",
          "ztoq_tenant_cursor",
          "ztoq_tenant_quarantine");

  /** Function behind the triggers of the journal on PostgreSQL. */
  public static final String FUNCTION = "schema_journal_refuse";

  private EngineTables() {}

  /** The row that names the holder of the lock. */
  static void createLease(Sql sql) throws SQLException {
    if (sql.isOther()) {
      new GenericTables(sql).createLease();
      return;
    }
    if (!sql.hasTable(LEASE)) {
      sql.execute(
          """
          CREATE TABLE IF NOT EXISTS schema_lease (
            id INTEGER PRIMARY KEY CHECK (id = 1), run_id VARCHAR(36), host VARCHAR(255),
            process_id BIGINT, os_user VARCHAR(255), since TIMESTAMP)
          """);
    }
    sql.update("INSERT INTO schema_lease (id) VALUES (1) ON CONFLICT DO NOTHING");
  }

  /** Creates what is missing, as part of the open transaction. */
  static void create(Sql sql) throws SQLException {
    createLease(sql);
    if (!sql.hasTable(JOURNAL)) {
      if (sql.isOther()) {
        new GenericTables(sql).createJournal();
      } else {
        createJournal(sql);
      }
    }
    if (!sql.hasTable(FLYWAY)) {
      if (sql.isOther()) {
        new GenericTables(sql).createFlyway();
      } else {
        createFlyway(sql);
      }
    }
    createHistory(sql);
  }

  /** The table of the guide; a complete rollback drops it. */
  static void createHistory(Sql sql) throws SQLException {
    if (sql.hasTable(HISTORY)) {
      return;
    }
    if (sql.isOther()) {
      new GenericTables(sql).createHistory();
    } else {
      sql.execute(
          """
          CREATE TABLE migration_history (
            id %s PRIMARY KEY,
            migration_number VARCHAR(10) UNIQUE NOT NULL,
            migration_name VARCHAR(255) NOT NULL,
            applied_at TIMESTAMP DEFAULT %s,
            rollback_at TIMESTAMP,
            status VARCHAR(20) NOT NULL DEFAULT 'applied')
          """
              .formatted(
                  sql.isSqlite() ? "INTEGER" : "SERIAL",
                  sql.isSqlite() ? "CURRENT_TIMESTAMP" : "NOW()"));
    }
  }

  private static void createJournal(Sql sql) throws SQLException {
    sql.execute(
        """
        CREATE TABLE schema_journal (
          id %s PRIMARY KEY%s,
          run_id VARCHAR(36) NOT NULL,
          migration_number VARCHAR(10) NOT NULL,
          name VARCHAR(255) NOT NULL,
          direction VARCHAR(10) NOT NULL
            CHECK (direction IN ('apply', 'rollback', 'baseline', 'repair')),
          outcome VARCHAR(10) NOT NULL CHECK (outcome IN ('started', 'running', 'done', 'failed')),
          step INTEGER NOT NULL,
          changed_rows BIGINT NOT NULL,
          os_user VARCHAR(255) NOT NULL,
          database_user VARCHAR(255) NOT NULL,
          host VARCHAR(255) NOT NULL,
          process_id BIGINT NOT NULL,
          started_at TIMESTAMP NOT NULL,
          ended_at TIMESTAMP,
          duration_ms BIGINT,
          checksum INTEGER,
          ztoq_version VARCHAR(50) NOT NULL,
          message TEXT)
        """
            .formatted(
                sql.isSqlite() ? "INTEGER" : "BIGSERIAL", sql.isSqlite() ? " AUTOINCREMENT" : ""));
    sql.execute("CREATE INDEX schema_journal_number ON schema_journal (migration_number, outcome)");
    protectJournal(sql);
  }

  private static void protectJournal(Sql sql) throws SQLException {
    if (sql.isSqlite()) {
      for (String change : new String[] {"UPDATE", "DELETE"}) {
        sql.execute(
            "CREATE TRIGGER schema_journal_no_%s BEFORE %s ON schema_journal BEGIN SELECT RAISE(ABORT, 'schema_journal is only added to'); END"
                .formatted(change.toLowerCase(java.util.Locale.ROOT), change));
      }
    } else {
      sql.execute(
          """
          CREATE OR REPLACE FUNCTION schema_journal_refuse() RETURNS trigger LANGUAGE plpgsql AS
          $$ BEGIN RAISE EXCEPTION 'schema_journal is only added to'; END $$
          """);
      sql.execute(
          """
          CREATE TRIGGER schema_journal_no_change BEFORE UPDATE OR DELETE OR TRUNCATE
          ON schema_journal FOR EACH STATEMENT EXECUTE FUNCTION schema_journal_refuse()
          """);
    }
  }

  /** As Flyway 13 makes it, so that its own tools go on with it. */
  private static void createFlyway(Sql sql) throws SQLException {
    String now =
        sql.isSqlite()
            ? "TEXT NOT NULL DEFAULT (strftime('%Y-%m-%d %H:%M:%f','now'))"
            : "TIMESTAMP NOT NULL DEFAULT now()";
    sql.execute(
        """
        CREATE TABLE "flyway_schema_history" (
          "installed_rank" INT NOT NULL,
          "version" VARCHAR(50),
          "description" VARCHAR(200) NOT NULL,
          "type" VARCHAR(20) NOT NULL,
          "script" VARCHAR(1000) NOT NULL,
          "checksum" INT,
          "installed_by" VARCHAR(100) NOT NULL,
          "installed_on" %s,
          "execution_time" INT NOT NULL,
          "success" BOOLEAN NOT NULL,
          CONSTRAINT "flyway_schema_history_pk" PRIMARY KEY ("installed_rank"))
        """
            .formatted(now));
    sql.execute(
        "CREATE INDEX \"flyway_schema_history_s_idx\" ON \"flyway_schema_history\" (\"success\")");
  }
}
