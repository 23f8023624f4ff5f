package io.ztoq.failure;

/** What the process answers to its caller. */
public enum ExitCode {
  /** Done and clean. */
  CLEAN(0),
  /** Done, but with rejects, unapproved losses or differences. */
  FINDINGS(1),
  /** Wrong usage or settings. */
  USAGE(2),
  /** A remote system or the store could not be reached, or refused. */
  UNREACHABLE(3),
  /** Schema or state conflict: locked by another run, pending migrations, another target. */
  CONFLICT(4),
  /** Stopped on purpose before the end (budget, signal); the same command goes on. */
  STOPPED(5),
  /** A bug in ztoq. */
  BUG(70);

  private final int status;

  ExitCode(int status) {
    this.status = status;
  }

  public int status() {
    return status;
  }
}
