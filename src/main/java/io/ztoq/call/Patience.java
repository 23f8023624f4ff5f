package io.ztoq.call;

import java.time.Duration;

/**
 * How long a door tries.
 *
 * @param retryCount repetitions of a failed request
 * @param firstDelay before the first repetition; doubles each time
 * @param longestDelay upper bound of that
 * @param longestThrottling how long a request may be answered by nothing but 429
 */
public record Patience(
    int retryCount, Duration firstDelay, Duration longestDelay, Duration longestThrottling) {

  /**
   * 15 minutes of 429 are more than any per-minute budget needs to recover; then somebody else uses
   * it up.
   */
  public static final Duration LONGEST_THROTTLING = Duration.ofMinutes(15);

  public Patience(int retryCount, Duration firstDelay) {
    this(retryCount, firstDelay, Duration.ofSeconds(60), LONGEST_THROTTLING);
  }

  /** Exponential with jitter; zero before the first attempt. */
  Duration beforeAttempt(int failures) {
    if (failures == 0 || firstDelay.isZero()) {
      return Duration.ZERO;
    }
    Duration full = firstDelay.multipliedBy(1L << Math.min(failures - 1, 16));
    return Budget.jittered(full.compareTo(longestDelay) < 0 ? full : longestDelay);
  }
}
