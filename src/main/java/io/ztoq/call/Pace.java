package io.ztoq.call;

import dev.failsafe.RateLimiter;
import java.time.Duration;

/**
 * When the next request may be sent: evenly spaced, and never more in a window than the budget
 * allows, whatever pauses of the machine bunched up before. Slows down on 429, then creeps up
 * again. Thread-safe; times are {@link System#nanoTime()}.
 */
final class Pace {

  /**
   * Below the budget, because the remote clock sees our requests with jitter; still above the 95 %
   * we promise.
   */
  private static final double SHARE = 0.98;

  private static final double SLOWER = 0.85;
  private static final double FASTER_PER_SECOND = 0.02;
  private static final double BELOW_THE_CEILING = 0.985;
  private static final double SLOWEST = 0.05;

  /** Requests per second; the remote limit may be far below the budget of the settings. */
  private static final double CRAWL = 0.5;

  private static final double BELOW_THE_SEEN = 0.97;
  private static final double LARGEST_CUT = 0.5;
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final long HOLD = Duration.ofSeconds(60).toNanos();
  private static final long AGAIN = Duration.ofSeconds(10).toNanos();

  private final double perSecond;
  private final long window;
  private final long[] sent;
  private int oldest;
  private int count;

  private double rate;
  private double ceiling;
  private long slowedAt;
  private long changedAt;
  private RateLimiter<Object> limiter;

  Pace(double perSecond, long now) {
    this.perSecond = perSecond;
    this.sent = new long[Math.max(1, (int) perSecond)];
    this.window = (long) (sent.length / perSecond * SECOND * 1.01);
    this.rate = perSecond;
    this.ceiling = perSecond;
    this.slowedAt = now - HOLD;
    this.changedAt = now;
    this.limiter = limiter(perSecond);
  }

  /** The limiter of the current rate; a permit of an older one is worth nothing. */
  synchronized RateLimiter<Object> limiter() {
    return limiter;
  }

  synchronized double rate() {
    return rate;
  }

  /** Returns 0 and counts a request as sent now, or the nanoseconds until it may be asked again. */
  synchronized long admit(RateLimiter<Object> permitFrom, long now) {
    if (permitFrom != limiter) {
      return 1;
    }
    if (count == sent.length) {
      long wait = sent[oldest] + window - now;
      if (wait > 0) {
        return wait;
      }
    } else {
      count++;
    }
    sent[oldest] = now;
    oldest = (oldest + 1) % sent.length;
    speedUp(now);
    return 0;
  }

  /**
   * Slows down once per wave of 429s; requests that were sent before the last slow-down do not
   * count again. Waves that follow each other closely are no chance: then what was sent in the
   * second before is taken for what the remote system grants.
   */
  synchronized boolean slowDown(long sentAt, long now) {
    if (sentAt - slowedAt < 0) {
      return false;
    }
    boolean again = now - slowedAt < AGAIN;
    slowedAt = now;
    double granted =
        again ? Math.max(rate * LARGEST_CUT, seenBefore(sentAt) * BELOW_THE_SEEN) : rate;
    ceiling = Math.min(rate * BELOW_THE_CEILING, granted);
    double slower = Math.min(rate * SLOWER, granted);
    change(Math.max(slower, Math.min(perSecond * SLOWEST, CRAWL)), now);
    return true;
  }

  /** Requests that were sent within the second before {@code sentAt}, it alone left out. */
  private int seenBefore(long sentAt) {
    int seen = 0;
    for (int i = 0; i < count; i++) {
      long age = sentAt - sent[i];
      seen += age > 0 && age < SECOND ? 1 : 0;
    }
    return seen;
  }

  private void speedUp(long now) {
    if (rate >= perSecond || now - changedAt < SECOND) {
      return;
    }
    boolean holding = now - slowedAt < HOLD;
    double limit = holding ? ceiling : perSecond;
    if (rate < limit) {
      change(Math.min(limit, rate + perSecond * FASTER_PER_SECOND), now);
    }
  }

  private void change(double to, long now) {
    rate = to;
    changedAt = now;
    limiter = limiter(to);
    limiter.reservePermit(); // the slot that the limiter before has just used
  }

  private static RateLimiter<Object> limiter(double rate) {
    return RateLimiter.smoothBuilder(Duration.ofNanos((long) (SECOND / (rate * SHARE)))).build();
  }
}
