package io.ztoq.schema.inspect;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import org.jspecify.annotations.Nullable;

/** The answers of the commands that look at a schema, when they cannot go on. */
final class InspectFailures {

  private InspectFailures() {}

  /** Exit code 1. */
  static RunStopped failed(String code, String message, @Nullable Throwable cause) {
    return new RunStopped(ExitCode.FINDINGS, code, message, cause);
  }

  /** Exit code 2. */
  static RunStopped usage(String code, String message) {
    return new RunStopped(ExitCode.USAGE, code, message);
  }

  /** Exit code 4. */
  static RunStopped conflict(String code, String message) {
    return new RunStopped(ExitCode.CONFLICT, code, message);
  }

  /** The database refuses to be read. */
  static RunStopped unread(String database, Exception problem) {
    return failed(
        "SCH-100",
        "the schema of %s cannot be read: %s; check the rights of the user"
            .formatted(database, problem.getMessage()),
        problem);
  }

  /** Exit code 2, for a database of which only the driver is known. */
  static RunStopped cannotLookInto(String product) {
    return usage(
        "SCH-108",
        "ztoq cannot look into the schema of %s: verify, prove, impact, baseline and repair are for PostgreSQL and SQLite; status, plan, lint, apply, rollback and history work here, too"
            .formatted(product));
  }
}
