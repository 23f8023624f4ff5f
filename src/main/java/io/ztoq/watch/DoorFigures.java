package io.ztoq.watch;

import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Live counters of one door.
 *
 * @param system zephyr or qtest
 * @param requestsPerSecond allowed at this moment
 * @param calls since the start of the process
 * @param throttled answers 429 since the start of the process
 */
public record DoorFigures(
    String system, DoubleSupplier requestsPerSecond, LongSupplier calls, LongSupplier throttled)
    implements DoorMXBean {

  @Override
  public double getRequestsPerSecond() {
    return requestsPerSecond.getAsDouble();
  }

  @Override
  public long getCalls() {
    return calls.getAsLong();
  }

  @Override
  public long getThrottled() {
    return throttled.getAsLong();
  }
}
