package io.ztoq.load;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Waits for the remote system, not for ourselves: until what a lost request may have done is
 * visible there.
 */
final class Settle {

  private Settle() {}

  static void until(Instant instant, Clock clock) {
    long millis = Duration.between(clock.instant(), instant).toMillis();
    try {
      Thread.sleep(Math.max(0, millis));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
