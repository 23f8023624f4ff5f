package io.ztoq.schema;

import io.ztoq.failure.RunStopped;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps two commands on one database apart. It hangs on this process (a file lock beside a SQLite
 * file, an advisory lock of a session of its own on PostgreSQL, elsewhere a row that a session of
 * its own has changed), so that a killed holder frees it at once; the row of {@code schema_lease}
 * only says who holds it.
 */
final class SchemaLock implements AutoCloseable {

  private static final long PAUSE_MS = 100;

  private final Connection session;
  private final @Nullable AutoCloseable held;

  private SchemaLock(Connection session, @Nullable AutoCloseable held) {
    this.session = session;
    this.held = held;
  }

  /**
   * Waits until the database is free.
   *
   * @throws RunStopped (SCH-006, exit code 4) naming the holder when it is not in time
   */
  static SchemaLock take(SchemaDatabase database, Actor actor, Duration most) {
    Instant end = Instant.now().plus(most);
    Connection session = null;
    try {
      Path file = database.file();
      AutoCloseable held = file == null ? null : lockFile(database, end);
      session = database.open();
      // SQLite's driver begins the next transaction at once, and would keep everybody else out
      session.setAutoCommit(true);
      if (database.isOther()) {
        held = lockRow(session, database, end);
      }
      while (held == null && !ProcessLock.onSession(session, ProcessLock.KEY)) {
        pause(session, database, end);
      }
      SchemaLock lock = new SchemaLock(session, held);
      lock.say(actor);
      return lock;
    } catch (SQLException problem) {
      close(session);
      throw Reading.refused(database, problem);
    } catch (RuntimeException problem) {
      close(session);
      throw problem;
    }
  }

  private static FileChannel lockFile(SchemaDatabase database, Instant end) throws SQLException {
    Path file = database.file();
    if (file == null) {
      throw new IllegalArgumentException("no file");
    }
    Path beside = file.resolveSibling(file.getFileName() + ".lock");
    try {
      FileChannel channel = ProcessLock.onFile(beside);
      while (channel == null) {
        pause(null, database, end);
        channel = ProcessLock.onFile(beside);
      }
      return channel;
    } catch (IOException problem) {
      throw SchemaFailures.failed(
          "SCH-002",
          "cannot lock %s: %s; check that its folder exists and may be written"
              .formatted(beside, problem.getMessage()),
          problem);
    }
  }

  /** A row that is changed and never committed: it is free when the session ends, however. */
  private static Connection lockRow(Connection session, SchemaDatabase database, Instant end)
      throws SQLException {
    LockRow.prepare(new Sql(session));
    Connection holding = database.open();
    try {
      while (!LockRow.isTaken(holding)) {
        pause(session, database, end);
      }
      return holding;
    } catch (RuntimeException | SQLException problem) {
      close(holding);
      throw problem;
    }
  }

  private static void pause(@Nullable Connection session, SchemaDatabase database, Instant end)
      throws SQLException {
    if (!Instant.now().isBefore(end)) {
      throw SchemaFailures.conflict(
          "SCH-006",
          "the schema of %s is being changed by %s; wait until it ends, or give it longer with --lock-timeout"
              .formatted(database.display(), holder(session, database)));
    }
    try {
      Thread.sleep(PAUSE_MS);
    } catch (InterruptedException problem) {
      Thread.currentThread().interrupt();
      throw SchemaFailures.conflict("SCH-006", "interrupted while waiting for the schema's lock");
    }
  }

  private static String holder(@Nullable Connection session, SchemaDatabase database) {
    try {
      if (session != null) {
        return holder(session);
      }
      if (!database.exists()) {
        return "another process";
      }
      try (Connection reader = database.openReadOnly()) {
        String found = holder(reader);
        reader.rollback();
        return found;
      }
    } catch (SQLException | RunStopped problem) {
      return "another process (who, could not be read: %s)".formatted(problem.getMessage());
    }
  }

  private static String holder(Connection reader) throws SQLException {
    Sql sql = new Sql(reader);
    if (!sql.hasTable(EngineTables.LEASE)) {
      return "another process";
    }
    List<String> found =
        sql.list(
            "SELECT os_user, host, process_id, since FROM schema_lease WHERE run_id IS NOT NULL",
            row ->
                "%s on %s, process %d, since %s UTC"
                    .formatted(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        String.valueOf(sql.instant(row, "since"))
                            .replace('T', ' ')
                            .replace("Z", "")));
    return found.isEmpty() ? "another process" : found.get(0);
  }

  private void say(Actor actor) throws SQLException {
    Sql sql = new Sql(session);
    EngineTables.createLease(sql);
    sql.update(
        "UPDATE schema_lease SET run_id = ?, host = ?, process_id = ?, os_user = ?, since = ?",
        actor.runId(),
        actor.host(),
        actor.pid(),
        actor.osUser(),
        Instant.now());
  }

  /**
   * A work session holds a lock of its own until the end of its transaction: the statement of a
   * killed process may still be under way on the server.
   */
  static void waitForDeadWork(Connection work, Duration most) throws SQLException {
    Sql sql = new Sql(work);
    if (sql.isPostgres()) {
      sql.execute("SET LOCAL lock_timeout = " + Math.max(1, most.toMillis()));
      sql.list(
          "SELECT pg_advisory_lock(?, hashtext(COALESCE(current_schema(), '')))",
          row -> "",
          ProcessLock.KEY + 1);
      work.commit();
    }
  }

  @Override
  public void close() {
    try {
      new Sql(session)
          .update(
              "UPDATE schema_lease SET run_id = NULL, host = NULL, process_id = NULL, os_user = NULL, since = NULL");
    } catch (SQLException ignored) {
      // the row only informs; the lock itself goes with the session
    }
    close(session);
    try {
      if (held instanceof Connection row) {
        row.rollback();
      }
      if (held != null) {
        held.close();
      }
    } catch (Exception ignored) {
      // the lock goes with the process
    }
  }

  private static void close(@Nullable Connection session) {
    try {
      if (session != null) {
        session.close();
      }
    } catch (SQLException ignored) {
      // the server ends the session with the process
    }
  }
}
