package io.ztoq.tenancy;

import java.util.Arrays;

/** How long batches held their locks, milliseconds; the latest ones. Thread-safe. */
public final class LockTimes {

  private static final int KEPT = 8_192;

  private final double[] latest = new double[KEPT];
  private int count;

  synchronized void add(double ms) {
    latest[count % KEPT] = ms;
    count++;
  }

  /** Number of batches. */
  public synchronized int count() {
    return count;
  }

  /** The time that this share of the batches did not exceed; 0 without one. */
  public synchronized double quantile(double share) {
    double[] sorted = Arrays.copyOf(latest, Math.min(count, KEPT));
    if (sorted.length == 0) {
      return 0;
    }
    Arrays.sort(sorted);
    return sorted[Math.min(sorted.length - 1, (int) Math.floor(share * sorted.length))];
  }
}
