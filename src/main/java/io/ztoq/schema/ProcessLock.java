package io.ztoq.schema;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Locks that go with this process, so that a killed holder frees them at once. */
public final class ProcessLock {

  /** "ztoq" in ASCII, for the schema; others add to it. */
  public static final int KEY = 0x7a746f71;

  private ProcessLock() {}

  /**
   * Locks a file, which is made when it is missing.
   *
   * @return held until it is closed; null when somebody else has it
   */
  public static @Nullable FileChannel onFile(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return channel;
      }
    } catch (OverlappingFileLockException heldInThisProcess) {
      // as good as held by somebody else
    } catch (IOException problem) {
      channel.close();
      throw problem;
    }
    channel.close();
    return null;
  }

  /**
   * Takes an advisory lock of PostgreSQL on the current schema; it ends with the session.
   *
   * @return false when somebody else has it
   */
  public static boolean onSession(Connection session, int key) throws SQLException {
    return new Sql(session)
        .list(
            "SELECT pg_try_advisory_lock(?, hashtext(COALESCE(current_schema(), '')))",
            row -> row.getBoolean(1),
            key)
        .get(0);
  }
}
