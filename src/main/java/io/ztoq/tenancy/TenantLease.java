package io.ztoq.tenancy;

import io.ztoq.failure.RunStopped;
import io.ztoq.schema.ProcessLock;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps two processes from working on the tenants of one database. It hangs on this process, so
 * that a killed holder frees it at once.
 */
public final class TenantLease implements AutoCloseable {

  /** One and the plain number are the schema's. */
  private static final int KEY = ProcessLock.KEY + 2;

  private final @Nullable Connection session;
  private final @Nullable FileChannel channel;

  private TenantLease(@Nullable Connection session, @Nullable FileChannel channel) {
    this.session = session;
    this.channel = channel;
  }

  /**
   * @throws RunStopped (TEN-014, exit code 4) naming the holder when another process works on it
   */
  public static TenantLease take(TenantDatabase database) {
    Path file = database.where().file();
    return file == null ? ofServer(database) : ofFile(database, file);
  }

  private static TenantLease ofServer(TenantDatabase database) {
    Connection session = database.open();
    try {
      session.setAutoCommit(true);
      if (ProcessLock.onSession(session, KEY)) {
        return new TenantLease(session, null);
      }
      close(session);
      throw held(database);
    } catch (SQLException problem) {
      close(session);
      throw TenantFailures.unreachable(
          "TEN-001",
          "the lock of %s cannot be taken: %s".formatted(database, problem.getMessage()),
          problem);
    }
  }

  private static TenantLease ofFile(TenantDatabase database, Path file) {
    Path beside = file.resolveSibling(file.getFileName() + ".tenants.lock");
    try {
      FileChannel channel = ProcessLock.onFile(beside);
      if (channel != null) {
        return new TenantLease(null, channel);
      }
      throw held(database);
    } catch (IOException problem) {
      throw TenantFailures.unreachable(
          "TEN-001",
          "cannot lock %s: %s; check that its folder may be written"
              .formatted(beside, problem.getMessage()),
          problem);
    }
  }

  private static RunStopped held(TenantDatabase database) {
    return TenantFailures.conflict(
        "TEN-014",
        "another process gives tenants to %s: %s; wait until it ends"
            .formatted(database, holder(database)));
  }

  private static String holder(TenantDatabase database) {
    try (TenantSession session = TenantSession.open(database, true)) {
      return session.in(
          sql ->
              sql.hasTable(Bookkeeping.RUN)
                  ? new RunRecords(sql)
                      .unfinished("migrate")
                      .map(run -> "run %d by %s".formatted(run.runId(), run.holder()))
                      .orElse("who, is not written down yet")
                  : "who, is not written down yet");
    } catch (SQLException | RunStopped problem) {
      return "who, cannot be read: " + problem.getMessage();
    }
  }

  private static void close(@Nullable Connection session) {
    try {
      if (session != null) {
        session.close();
      }
    } catch (SQLException ignored) {
      // the lock goes with the session
    }
  }

  @Override
  public void close() {
    close(session);
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException ignored) {
      // the lock goes with the process
    }
  }
}
