package io.ztoq.schema;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import org.jspecify.annotations.Nullable;

/** The three answers of the schema commands that are no success; 3 is kept for a status. */
public final class SchemaFailures {

  private SchemaFailures() {}

  /** Exit code 1. */
  public static RunStopped failed(String code, String message, @Nullable Throwable cause) {
    return new RunStopped(ExitCode.FINDINGS, code, message, cause);
  }

  /** Exit code 2. */
  public static RunStopped usage(String code, String message) {
    return new RunStopped(ExitCode.USAGE, code, message);
  }

  /** Exit code 4. */
  public static RunStopped conflict(String code, String message) {
    return new RunStopped(ExitCode.CONFLICT, code, message);
  }
}
