package io.ztoq.extract;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import java.util.function.BooleanSupplier;

/**
 * Whether somebody asked the run to stop: no new work is taken, what is under way is finished and
 * stored.
 */
public final class StopRequest {

  private final BooleanSupplier requested;

  public StopRequest(BooleanSupplier requested) {
    this.requested = requested;
  }

  boolean requested() {
    return requested.getAsBoolean();
  }

  /**
   * @throws RunStopped (EXT-005, exit code 5) when it was
   */
  public void check() {
    if (requested()) {
      throw new RunStopped(
          ExitCode.STOPPED,
          "EXT-005",
          "stopped on request; run the same command again, it goes on where it was");
    }
  }
}
