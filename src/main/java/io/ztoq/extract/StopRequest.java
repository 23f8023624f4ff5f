package io.ztoq.extract;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.run.FirstFailure;
import java.util.function.BooleanSupplier;

/**
 * Whether somebody asked the run to stop, or a worker met something that concerns more than its
 * record: no new work is taken, what is under way is finished and stored.
 */
public final class StopRequest {

  private final BooleanSupplier requested;
  private final FirstFailure failure;

  public StopRequest(BooleanSupplier requested, FirstFailure failure) {
    this.requested = requested;
    this.failure = failure;
  }

  boolean requested() {
    return failure.isKept() || requested.getAsBoolean();
  }

  /**
   * @throws RuntimeException what a worker met, should the split not have passed it on
   * @throws RunStopped (EXT-005, exit code 5) when somebody asked the run to stop
   */
  public void check() {
    failure.check();
    if (requested()) {
      throw new RunStopped(
          ExitCode.STOPPED,
          "EXT-005",
          "stopped on request; run the same command again, it goes on where it was");
    }
  }
}
