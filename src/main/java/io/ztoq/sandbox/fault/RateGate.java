package io.ztoq.sandbox.fault;

/**
 * Lets at most n requests pass in any second, counted over a window that slides. Safe for all
 * threads.
 */
public final class RateGate {

  private static final long SECOND = 1_000_000_000L;

  private final long[] passed;
  private int oldest;
  private boolean full;

  /**
   * @param perSecond 0 for no limit
   */
  public RateGate(int perSecond) {
    this.passed = new long[perSecond];
  }

  /**
   * @param nanos now, by {@link System#nanoTime()}
   */
  public synchronized boolean pass(long nanos) {
    if (passed.length == 0) {
      return true;
    }
    if (full && nanos - passed[oldest] < SECOND) {
      return false;
    }
    passed[oldest] = nanos;
    oldest = (oldest + 1) % passed.length;
    full |= oldest == 0;
    return true;
  }
}
