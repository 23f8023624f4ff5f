package io.ztoq.store;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;

/** Brings the store's own tables up to date by Flyway, and tells whether they are. */
public final class StoreSchema {

  private final StoreLocation location;

  public StoreSchema(StoreLocation location) {
    this.location = location;
  }

  /**
   * Applies what is pending; safe when several processes do it at once.
   *
   * @return number of migrations applied, 0 when there was nothing to do
   * @throws RunStopped (STO-010) when the store was made by a newer ztoq, (STO-002) when its disk
   *     is full, (STO-011) when a migration fails
   */
  public int migrate() {
    try (Held held = lock()) {
      Flyway flyway = flyway();
      refuseNewer(flyway);
      return flyway.migrate().migrationsExecuted;
    } catch (FlywayException problem) {
      throw stopped(problem);
    } catch (IOException problem) {
      throw new RunStopped(
          ExitCode.UNREACHABLE,
          "STO-001",
          "cannot open the store %s: %s cannot be written; check 'path' under 'database:' and the permissions of the folder"
              .formatted(location.display(), problem.getMessage()),
          problem);
    }
  }

  /** Versions that {@link #migrate} would apply, oldest first; writes nothing. */
  public String[] pending() {
    try {
      return Arrays.stream(flyway().info().pending())
          .map(one -> one.getVersion().getVersion())
          .toArray(String[]::new);
    } catch (FlywayException problem) {
      throw stopped(problem);
    }
  }

  /**
   * @throws RunStopped (STO-010) when the store holds a version that this ztoq does not know
   */
  public void refuseNewer() {
    try {
      refuseNewer(flyway());
    } catch (FlywayException problem) {
      throw stopped(problem);
    }
  }

  /**
   * A server that is not there, or refuses the user, is another thing than tables that do not fit.
   */
  private RunStopped stopped(FlywayException problem) {
    RunStopped full = new StoreProblem(location).full(problem);
    if (full != null) {
      return full;
    }
    for (@Nullable Throwable cause = problem; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException refused && cannotOpen(refused)) {
        return new RunStopped(
            ExitCode.UNREACHABLE,
            "STO-001",
            "cannot open the store %s: %s; check the 'database' settings and that the folder or server exists"
                .formatted(location.display(), refused.getMessage()),
            problem);
      }
    }
    return new RunStopped(
        ExitCode.CONFLICT,
        "STO-011",
        "the tables of the store %s could not be brought up to date: %s"
            .formatted(location.display(), problem.getMessage()),
        problem);
  }

  /**
   * SQL states 08 (no connection), 28 (user refused), 3D (no such database); SQLite's CANTOPEN,
   * NOTADB and READONLY.
   */
  private boolean cannotOpen(SQLException problem) {
    String state = String.valueOf(problem.getSQLState());
    int code = problem.getErrorCode() & 0xff;
    return state.startsWith("08")
        || state.startsWith("28")
        || state.startsWith("3D")
        || location.isSqlite() && (code == 14 || code == 26 || code == 8);
  }

  private void refuseNewer(Flyway flyway) {
    for (MigrationInfo one : flyway.info().all()) {
      if (one.getState() == MigrationState.FUTURE_SUCCESS
          || one.getState() == MigrationState.FUTURE_FAILED) {
        throw new RunStopped(
            ExitCode.CONFLICT,
            "STO-010",
            "the store %s is of version %s, newer than this ztoq knows; use the newer ztoq"
                .formatted(location.display(), one.getVersion()));
      }
    }
  }

  private Flyway flyway() {
    String vendor = location.isSqlite() ? "sqlite" : "postgresql";
    FluentConfiguration config =
        Flyway.configure(getClass().getClassLoader())
            .dataSource(location.jdbcUrl(), location.user(), location.password())
            .locations("classpath:db/migration/" + vendor)
            .validateMigrationNaming(true);
    return config.load();
  }

  /** Flyway takes no lock on SQLite (facts.md 4); on PostgreSQL it does. */
  private Held lock() throws IOException {
    Path file = location.file();
    if (file == null) {
      return new Held(null, null);
    }
    FileChannel channel =
        FileChannel.open(
            file.resolveSibling(file.getFileName() + ".lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    return new Held(channel, channel.lock());
  }

  private record Held(@Nullable FileChannel channel, @Nullable FileLock lock)
      implements AutoCloseable {
    @Override
    public void close() throws IOException {
      if (channel != null) {
        channel.close();
      }
    }
  }
}
