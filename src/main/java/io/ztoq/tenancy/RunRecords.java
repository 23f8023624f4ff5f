package io.ztoq.tenancy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ztoq.schema.Actor;
import io.ztoq.schema.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Runs and how far they are, as they are written down; each method is part of the open transaction.
 */
public final class RunRecords {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Sql sql;

  public RunRecords(Sql sql) {
    this.sql = sql;
  }

  /** The newest run of a mode that has not ended. */
  public Optional<TenantRunRow> unfinished(String mode) throws SQLException {
    return newest("mode = ? AND status IN ('running', 'stopped')", mode);
  }

  /** The newest run of a mode, ended or not. */
  public Optional<TenantRunRow> newest(String mode) throws SQLException {
    return newest("mode = ?", mode);
  }

  private Optional<TenantRunRow> newest(String condition, String mode) throws SQLException {
    return sql
        .list(
            """
            SELECT run_id, mode, status, is_paused, rules_sha256, tenant_id, started_at, ended_at, host, process_id,
              os_user, ztoq_version FROM ztoq_tenant_run WHERE %s ORDER BY run_id DESC LIMIT 1
            """
                .formatted(condition),
            this::run,
            mode)
        .stream()
        .findFirst();
  }

  private TenantRunRow run(ResultSet row) throws SQLException {
    return new TenantRunRow(
        row.getInt("run_id"),
        row.getString("mode"),
        row.getString("status"),
        row.getInt("is_paused") == 1,
        row.getString("rules_sha256"),
        row.getString("tenant_id"),
        time(row, "started_at"),
        sql.instant(row, "ended_at"),
        row.getString("host"),
        row.getLong("process_id"),
        row.getString("os_user"),
        row.getString("ztoq_version"));
  }

  private Instant time(ResultSet row, String column) throws SQLException {
    Instant found = sql.instant(row, column);
    return found == null ? Instant.EPOCH : found;
  }

  /** Begins a run and gives its number. */
  public int begin(String mode, String rulesSha256, String tenantId, Actor actor, Instant now)
      throws SQLException {
    int runId = (int) sql.number("SELECT COALESCE(MAX(run_id), 0) + 1 FROM ztoq_tenant_run");
    sql.update(
        """
        INSERT INTO ztoq_tenant_run (run_id, mode, status, rules_sha256, tenant_id, started_at, host, process_id,
          os_user, ztoq_version) VALUES (?, ?, 'running', ?, ?, ?, ?, ?, ?, ?)
        """,
        runId,
        mode,
        rulesSha256,
        tenantId,
        now,
        actor.host(),
        actor.pid(),
        actor.osUser(),
        actor.version());
    return runId;
  }

  /** Another process goes on with a run; a pause ends with it. */
  public void goOn(int runId, Actor actor) throws SQLException {
    sql.update(
        """
        UPDATE ztoq_tenant_run SET status = 'running', is_paused = 0, ended_at = NULL, host = ?, process_id = ?,
          os_user = ?, ztoq_version = ? WHERE run_id = ?
        """,
        actor.host(),
        actor.pid(),
        actor.osUser(),
        actor.version(),
        runId);
  }

  /**
   * @param status stopped, completed, failed, abandoned or rolled_back
   */
  public void end(int runId, String status, Instant now) throws SQLException {
    sql.update(
        "UPDATE ztoq_tenant_run SET status = ?, ended_at = ?, is_paused = 0 WHERE run_id = ?",
        status,
        now,
        runId);
  }

  /** Asks the process of a run to wait, or to go on. */
  public void pause(int runId, boolean paused) throws SQLException {
    sql.update("UPDATE ztoq_tenant_run SET is_paused = ? WHERE run_id = ?", paused ? 1 : 0, runId);
  }

  public boolean isPaused(int runId) throws SQLException {
    return sql.number("SELECT is_paused FROM ztoq_tenant_run WHERE run_id = ?", runId) == 1;
  }

  /** All tables of a run, in the order of the plan. */
  public List<TableCursor> cursors(int runId) throws SQLException {
    return sql.list(
        "SELECT * FROM ztoq_tenant_cursor WHERE run_id = ? ORDER BY place", this::cursor, runId);
  }

  public Optional<TableCursor> cursor(int runId, String table) throws SQLException {
    return sql
        .list(
            "SELECT * FROM ztoq_tenant_cursor WHERE run_id = ? AND table_name = ?",
            this::cursor,
            runId,
            table)
        .stream()
        .findFirst();
  }

  private TableCursor cursor(ResultSet row) throws SQLException {
    return new TableCursor(
        row.getString("table_name"),
        row.getInt("place"),
        row.getString("state").equals("done"),
        row.getInt("pass"),
        row.getString("last_key"),
        row.getString("high_key"),
        row.getInt("batch_size"),
        row.getLong("total"),
        row.getLong("migrated"),
        row.getLong("failed"),
        row.getLong("quarantined"),
        row.getLong("late"),
        names(row.getString("hashed_columns")),
        row.getString("warnings"),
        time(row, "started_at"),
        sql.instant(row, "ended_at"));
  }

  /** Writes down where a table is; made when it is not there. */
  void save(int runId, TableCursor cursor) throws SQLException {
    int changed =
        sql.update(
            """
            UPDATE ztoq_tenant_cursor SET state = ?, pass = ?, last_key = ?, batch_size = ?, migrated = ?, failed = ?,
              quarantined = ?, late = ?, warnings = ?, ended_at = ? WHERE run_id = ? AND table_name = ?
            """,
            state(cursor),
            cursor.pass(),
            cursor.lastKey(),
            cursor.batchSize(),
            cursor.migrated(),
            cursor.failed(),
            cursor.quarantined(),
            cursor.late(),
            cursor.warnings(),
            cursor.endedAt(),
            runId,
            cursor.table());
    if (changed == 0) {
      insert(runId, cursor);
    }
  }

  private void insert(int runId, TableCursor cursor) throws SQLException {
    sql.update(
        """
        INSERT INTO ztoq_tenant_cursor (run_id, table_name, place, state, pass, high_key, batch_size, total,
          hashed_columns, warnings, started_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        runId,
        cursor.table(),
        cursor.place(),
        state(cursor),
        cursor.pass(),
        cursor.highKey(),
        cursor.batchSize(),
        cursor.total(),
        json(cursor.hashedColumns()),
        cursor.warnings(),
        cursor.startedAt());
  }

  private static String state(TableCursor cursor) {
    return cursor.isDone() ? "done" : "filling";
  }

  private static String json(List<String> names) {
    try {
      return JSON.writeValueAsString(names);
    } catch (JsonProcessingException problem) {
      throw new IllegalStateException(problem);
    }
  }

  private static List<String> names(String json) {
    try {
      return JSON.readValue(json, new TypeReference<List<String>>() {});
    } catch (JsonProcessingException problem) {
      throw new IllegalStateException(problem);
    }
  }
}
