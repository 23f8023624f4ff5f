package io.ztoq.store;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.store.dialect.Dialect;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Turns a database error into what the run does about it: it stops, and the next one goes on from
 * the last commit.
 */
final class StoreProblem {

  private final String place;
  private final Dialect dialect;

  StoreProblem(StoreLocation location) {
    this.place = location.display();
    this.dialect = Dialect.of(location.isSqlite());
  }

  /** The way to end the run for {@code problem}. */
  RunStopped of(SQLException problem) {
    RunStopped full = full(problem);
    if (full != null) {
      return full;
    }
    return new RunStopped(
        ExitCode.UNREACHABLE,
        "STO-003",
        "the store %s refused a statement: %s; nothing of that transaction was kept"
            .formatted(place, problem.getMessage()),
        problem);
  }

  /** SQLITE_BUSY, which nobody waits for where the journal of a new file is chosen. */
  static boolean isBusy(Exception problem) {
    for (@Nullable Throwable cause = problem; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException refused && (refused.getErrorCode() & 0xff) == 5) {
        return true;
      }
    }
    return false;
  }

  /**
   * STO-005 when another process holds the file, else STO-001: the file or server cannot be opened
   * at all.
   */
  static RunStopped closed(StoreLocation location, @Nullable String why, Exception problem) {
    if (location.isSqlite() && isBusy(problem)) {
      return new RunStopped(
          ExitCode.CONFLICT,
          "STO-005",
          "another process is making or changing the store %s; wait until it ends and run the same command again"
              .formatted(location.display()),
          problem);
    }
    String advice =
        location.isSqlite()
            ? "its folder must exist and the file must be a SQLite database; name another with --db-path or 'path' under 'database:'"
            : "check the 'database' settings and that the server is there";
    return new RunStopped(
        ExitCode.UNREACHABLE,
        "STO-001",
        "cannot open the store %s: %s; %s".formatted(location.display(), why, advice),
        problem);
  }

  /** STO-002 when a full disk is among the causes of {@code problem}, else null. */
  @Nullable RunStopped full(Exception problem) {
    for (@Nullable Throwable cause = problem; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException refused && dialect.isFull(refused)) {
        return new RunStopped(
            ExitCode.UNREACHABLE,
            "STO-002",
            "the disk of the store %s is full; make room there and run the same command again, it goes on where it was"
                .formatted(place),
            problem);
      }
    }
    return null;
  }
}
