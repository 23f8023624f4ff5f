package io.ztoq.store;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.store.dialect.Dialect;
import java.sql.SQLException;

/**
 * Turns a database error into what the run does about it: it stops, and the next one goes on from
 * the last commit.
 */
final class StoreProblem {

  private StoreProblem() {}

  static RunStopped of(SQLException problem, Dialect dialect) {
    if (dialect.isFull(problem)) {
      return new RunStopped(
          ExitCode.UNREACHABLE,
          "STO-002",
          "the disk of the store is full; free some space and run the same command again, it goes on where it was",
          problem);
    }
    return new RunStopped(
        ExitCode.UNREACHABLE,
        "STO-003",
        "the store refused a statement: %s; nothing of that transaction was kept"
            .formatted(problem.getMessage()),
        problem);
  }
}
