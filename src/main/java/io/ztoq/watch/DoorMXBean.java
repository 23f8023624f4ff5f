package io.ztoq.watch;

/** A door to a remote system in a JMX console: {@code io.ztoq:type=Door,name=zephyr|qtest}. */
public interface DoorMXBean {

  /** Requests per second that the door lets through at this moment; adapts to 429s. */
  double getRequestsPerSecond();

  /** Requests sent since the start of the process. */
  long getCalls();

  /** Answers 429 since the start of the process. */
  long getThrottled();
}
