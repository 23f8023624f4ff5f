package io.ztoq.tenancy;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** How a command about tenants can end early. */
public final class TenantFailures {

  private static final Dialect SQLITE = new SqliteSql();
  private static final Dialect POSTGRES = new PostgresSql();

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

  /** Exit code 1: the database said no where it should not; 3 when it is not there any more. */
  static RunStopped unusable(String what, SQLException problem) {
    return refused(
        "TEN-023",
        what + " cannot be read or written",
        "correct this and run the same command again",
        problem);
  }

  /**
   * What is wrong, the database's own words, what to do.
   *
   * @param code where the database is still there, else it is TEN-001
   */
  public static RunStopped refused(String code, String what, String cure, SQLException problem) {
    String told = "%s: %s; %s".formatted(what, oneLine(problem), cure);
    if (isBusy(problem)) {
      return unreachable("TEN-021", told, problem);
    }
    return isLost(problem) ? unreachable("TEN-001", told, problem) : failed(code, told, problem);
  }

  /** Others hold what is needed: locks of PostgreSQL, a file of SQLite. */
  static boolean isBusy(SQLException problem) {
    return SQLITE.isTransient(problem) && problem.getSQLState() == null
        || POSTGRES.isTransient(problem);
  }

  /** The connection is gone: connection exceptions, and what a server says when it ends. */
  private static boolean isLost(SQLException problem) {
    String state = String.valueOf(problem.getSQLState());
    return state.startsWith("08") || state.startsWith("57P");
  }

  /** The database's own words. */
  static String oneLine(SQLException problem) {
    return String.valueOf(problem.getMessage()).replaceAll("\\s*\\R\\s*", " ");
  }
}
