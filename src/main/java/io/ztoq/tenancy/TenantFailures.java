package io.ztoq.tenancy;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** How a command about tenants can end early. */
public final class TenantFailures {

  private TenantFailures() {}

  /** Exit code 1. */
  public static RunStopped failed(String code, String message, @Nullable Throwable cause) {
    return new RunStopped(ExitCode.FINDINGS, code, message, cause);
  }

  /** Exit code 2. */
  public static RunStopped usage(String code, String message) {
    return new RunStopped(ExitCode.USAGE, code, message);
  }

  /** Exit code 3. */
  public static RunStopped unreachable(String code, String message, @Nullable Throwable cause) {
    return new RunStopped(ExitCode.UNREACHABLE, code, message, cause);
  }

  /** Exit code 4. */
  public static RunStopped conflict(String code, String message) {
    return new RunStopped(ExitCode.CONFLICT, code, message);
  }

  /** Exit code 1: the database said no where it should not. */
  static RunStopped unusable(String what, SQLException problem) {
    return failed(
        "TEN-023",
        "%s cannot be read or written: %s; correct this and run the same command again"
            .formatted(what, problem.getMessage()),
        problem);
  }
}
