package io.ztoq.watch;

/** A door to a remote system in a JMX console: {@code io.ztoq:type=Door,name=zephyr|qtest}. */
public interface DoorMXBean {

  /** Requests per second that the door lets through at this moment; adapts to 429s. */
  double getRequestsPerSecond();

  /** Requests sent since the run began. */
  long getCalls();

  /** Answers 429 since the run began. */
  long getThrottled();

  /** Requests under way or waiting for their slot. */
  int getInFlight();

  /** What is left of the monthly contingent, -1 while the system has not told. */
  long getMonthRemaining();
}
