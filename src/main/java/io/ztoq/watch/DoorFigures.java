package io.ztoq.watch;

import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * Live counters of one door.
 *
 * @param system zephyr or qtest
 * @param requestsPerSecond allowed at this moment
 * @param calls since the run began
 * @param throttled answers 429 since the run began
 * @param inFlight requests under way or waiting
 * @param monthRemaining of the contingent, -1 while unknown
 */
public record DoorFigures(
    String system,
    DoubleSupplier requestsPerSecond,
    LongSupplier calls,
    LongSupplier throttled,
    IntSupplier inFlight,
    LongSupplier monthRemaining)
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

  @Override
  public int getInFlight() {
    return inFlight.getAsInt();
  }

  @Override
  public long getMonthRemaining() {
    return monthRemaining.getAsLong();
  }
}
