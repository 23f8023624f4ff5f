package io.ztoq.run;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A SQLite store has one writer: a run holds the file {@code <store>.run.lock} locked, whichever
 * project it works on. The operating system gives the lock back when the process dies.
 */
public final class SingleProcess implements AutoCloseable {

  private final FileChannel channel;

  private SingleProcess(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * @param storeFile the SQLite file
   * @throws RunStopped (RUN-002, exit code 4) when another process runs on this store
   */
  public static SingleProcess lock(Path storeFile) {
    Path file = storeFile.resolveSibling(storeFile.getFileName() + ".run.lock");
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        throw new RunStopped(
            ExitCode.CONFLICT,
            "RUN-002",
            "another run works on the store %s; wait until it ends, `ztoq migrate status` shows it. Several runs at once need PostgreSQL"
                .formatted(storeFile));
      }
      return new SingleProcess(channel);
    } catch (IOException problem) {
      throw new RunStopped(
          ExitCode.UNREACHABLE,
          "RUN-003",
          "cannot lock %s: %s; check that its folder exists and may be written"
              .formatted(file, problem.getMessage()),
          problem);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException held) {
      return null;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException ignored) {
      // the lock ends with the process at the latest
    }
  }
}
