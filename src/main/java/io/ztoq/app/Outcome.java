package io.ztoq.app;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.Failure;
import io.ztoq.failure.RecordRejected;
import io.ztoq.failure.RunStopped;
import io.ztoq.failure.TransientFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an exception means for the caller of ztoq.
 *
 * @param line for the user, one line, with the code first
 */
public record Outcome(ExitCode exitCode, String line) {

  private static final Logger LOG = LoggerFactory.getLogger("ztoq.details");

  /** A bug is logged with its stack trace; the other kinds say all in their message. */
  public static Outcome of(Throwable problem) {
    if (problem instanceof RunStopped stopped) {
      return new Outcome(stopped.exitCode(), stopped.line());
    } else if (problem instanceof TransientFailure failure) {
      return new Outcome(ExitCode.UNREACHABLE, failure.line());
    } else if (problem instanceof RecordRejected rejected) {
      return new Outcome(ExitCode.FINDINGS, ((Failure) rejected).line());
    }
    LOG.error("a bug", problem);
    return new Outcome(
        ExitCode.BUG,
        "RUN-900 a bug in ztoq: %s; nothing that was written is lost, the log file has the details"
            .formatted(problem));
  }
}
