package io.ztoq.failure;

import org.jspecify.annotations.Nullable;

/** Nothing further can succeed: the run stops, its checkpoint is kept. */
public final class RunStopped extends Failure {

  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;

  public RunStopped(ExitCode exitCode, String code, String message) {
    this(exitCode, code, message, null);
  }

  public RunStopped(ExitCode exitCode, String code, String message, @Nullable Throwable cause) {
    super(code, message, cause);
    this.exitCode = exitCode;
  }

  public ExitCode exitCode() {
    return exitCode;
  }
}
