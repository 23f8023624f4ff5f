package io.ztoq.watch;

/**
 * The schedules of {@code ztoq serve} in a JMX console: {@code io.ztoq:type=Schedule,name="serve"}.
 */
public interface ScheduleMXBean {

  /** Whether a run is under way. */
  boolean isRunning();

  /** When the run under way began, ISO 8601 UTC; empty without one. */
  String getRunningSince();

  /** Runs since the start of the process. */
  int getRunsBegun();

  /** Firings while a run was under way. */
  int getFiringsLeftOut();

  /** Id of the last run that ended; empty before. */
  String getLastRunId();

  /** Exit code of the last run that ended; -1 before. */
  int getLastExitCode();
}
