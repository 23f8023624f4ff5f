package io.ztoq.schema.inspect;

import io.ztoq.failure.RunStopped;
import io.ztoq.schema.SchemaDatabase;
import io.ztoq.schema.SchemaFailures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * An empty database of the same kind, made for one command and removed at its end, also when the
 * command is interrupted: a file in a temporary folder, or a database of its own on the PostgreSQL
 * server.
 */
public final class ScratchDatabase implements AutoCloseable {

  /** Nothing there outlives the command, so nothing waits for the disk. */
  private static final String FAST = "synchronous=OFF&journal_mode=MEMORY";

  private final SchemaDatabase database;
  private final Runnable removal;
  private final AtomicBoolean removed = new AtomicBoolean();
  private final Thread atExit;

  private ScratchDatabase(SchemaDatabase database, Runnable removal) {
    this.database = database;
    this.removal = removal;
    this.atExit = new Thread(this::remove, "scratch-removal");
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /**
   * @param like extensions and search path are as there; its data are not copied
   * @throws RunStopped (SCH-101, exit code 1) when it cannot be made
   */
  public static ScratchDatabase like(SchemaDatabase like) {
    if (like.isOther()) {
      throw InspectFailures.cannotLookInto(like.vendor());
    }
    return like.isSqlite() ? file() : server(like);
  }

  private static ScratchDatabase server(SchemaDatabase like) {
    PostgresScratch scratch = PostgresScratch.create(like);
    return new ScratchDatabase(scratch.database(), scratch::drop);
  }

  private static ScratchDatabase file() {
    try {
      Path folder = Files.createTempDirectory("ztoq-scratch");
      String url = "jdbc:sqlite:%s?%s".formatted(folder.resolve("scratch.db"), FAST);
      return new ScratchDatabase(new SchemaDatabase(url, null, null), () -> delete(folder));
    } catch (IOException problem) {
      throw SchemaFailures.failed(
          "SCH-101",
          "no scratch database can be made: %s; check the folder for temporary files"
              .formatted(problem.getMessage()),
          problem);
    }
  }

  public SchemaDatabase database() {
    return database;
  }

  private void remove() {
    if (removed.compareAndSet(false, true)) {
      removal.run();
    }
  }

  @Override
  public void close() {
    remove();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException alreadyEnding) {
      // the hook has nothing left to do
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(one);
      }
    } catch (IOException ignored) {
      // it lies where the system cleans up
    }
  }
}
