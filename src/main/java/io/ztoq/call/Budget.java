package io.ztoq.call;

import dev.failsafe.RateLimiter;
import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * What one remote system allows us: requests per second, requests under way, pauses it asked for,
 * requests per month. All waiting for these happens in {@link #enter()}. Thread-safe.
 */
public final class Budget {

  /**
   * Waits below this are finished even when the run is to stop, so that what is under way gets
   * done.
   */
  private static final long SHORT = Duration.ofSeconds(2).toNanos();

  /** How often a long wait looks whether the run is to stop. */
  private static final long LOOK_UP = Duration.ofMillis(250).toNanos();

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

  private final RemoteSystem system;
  private final int workers;
  private final long monthlyReserve;
  private final BooleanSupplier stopRequested;
  private final Pace pace;
  private final Semaphore places = new Semaphore(1, true);
  private final AtomicBoolean warm = new AtomicBoolean();
  private final AtomicLong pausedUntil = new AtomicLong(System.nanoTime());
  private int pausesInARow;
  private volatile long monthRemaining = -1;
  private volatile String trouble = "";

  /**
   * @param perSecond requests per second, greater than 0; below 1 for one request in several
   *     seconds
   * @param workers requests under way at once
   * @param monthlyReserve requests of the month that are never used; for systems that report what
   *     remains
   * @param stopRequested ends long pauses with {@link RunStopped}; short waits are finished
   */
  public Budget(
      RemoteSystem system,
      double perSecond,
      int workers,
      long monthlyReserve,
      BooleanSupplier stopRequested) {
    this.system = system;
    this.workers = workers;
    this.monthlyReserve = monthlyReserve;
    this.stopRequested = stopRequested;
    this.pace = new Pace(perSecond, System.nanoTime());
  }

  /**
   * Waits until one request may be sent; {@link #leave()} must follow. The very first request of a
   * process goes alone: it pays for loading classes and connecting, which would bunch up the
   * requests behind it.
   *
   * @throws RunStopped when the month's reserve is reached, or a long wait was interrupted because
   *     the run is to stop
   */
  public void enter() {
    refuseBeyondTheMonth();
    try {
      places.acquire();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw stopped();
    }
    try {
      waitForASlot();
      refuseBeyondTheMonth();
    } catch (RuntimeException | Error problem) {
      places.release();
      throw problem;
    }
  }

  /** The request that entered has its answer, or will not get one. */
  public void leave() {
    places.release(warm.compareAndSet(false, true) ? workers : 1);
  }

  private void waitForASlot() {
    while (true) {
      sleep(pausedUntil.get() - System.nanoTime());
      RateLimiter<Object> limiter = pace.limiter();
      sleep(limiter.reservePermit().toNanos());
      long wait =
          pausedUntil.get() - System.nanoTime() > 0 ? 1 : pace.admit(limiter, System.nanoTime());
      while (wait > 1) {
        sleep(wait);
        wait = pace.admit(limiter, System.nanoTime());
      }
      if (wait == 0) {
        return;
      }
    }
  }

  /** Waits before a failed request is sent again; holds no place. */
  public void rest(Duration time) {
    sleep(time.toNanos());
  }

  /**
   * Takes in a 429: everybody pauses, then goes on more slowly.
   *
   * @param asked credible Retry-After, or zero for "do not know", which pauses ever longer with
   *     jitter
   * @param sentAt when the throttled request was sent
   */
  public void throttled(Duration asked, long sentAt) {
    long now = System.nanoTime();
    boolean newWave = pace.slowDown(sentAt, now);
    if (!asked.isZero()) {
      pause(asked);
    } else if (newWave) {
      pause(nextPause());
    }
  }

  /** Nobody sends anything for that long. */
  public void pause(Duration time) {
    long until = System.nanoTime() + time.toNanos();
    pausedUntil.accumulateAndGet(until, (a, b) -> a - b > 0 ? a : b);
  }

  /** An answer other than 429 came. */
  public synchronized void answered() {
    pausesInARow = 0;
    trouble = "";
  }

  /** No usable answer came; told until the next answer. */
  void failing(String what) {
    trouble = what;
  }

  /** Why the door tries again, for people; empty while it is answered. */
  public String trouble() {
    return trouble;
  }

  /** Takes in how many requests the remote system still grants this month. */
  public void monthRemaining(long requests) {
    monthRemaining = requests;
  }

  /** Current rate in requests per second. */
  public double rate() {
    return pace.rate();
  }

  /** Requests under way, waiting for their turn included. */
  public int inFlight() {
    return warm.get()
        ? Math.max(0, workers - places.availablePermits())
        : 1 - places.availablePermits();
  }

  /** What is left of a pause. */
  public Duration pausedFor() {
    return Duration.ofNanos(Math.max(0, pausedUntil.get() - System.nanoTime()));
  }

  /** -1 while unknown. */
  public long monthRemaining() {
    return monthRemaining;
  }

  private synchronized Duration nextPause() {
    long full =
        Math.min(LONGEST_PAUSE.toNanos(), FIRST_PAUSE.toNanos() << Math.min(pausesInARow, 10));
    pausesInARow++;
    return jittered(Duration.ofNanos(full));
  }

  /**
   * Between half of {@code time} and all of it, so that many waiting clients do not come back
   * together.
   */
  static Duration jittered(Duration time) {
    return Duration.ofNanos(
        (long) (time.toNanos() * ThreadLocalRandom.current().nextDouble(0.5, 1.0)));
  }

  private void refuseBeyondTheMonth() {
    long remaining = monthRemaining;
    if (remaining >= 0 && remaining <= monthlyReserve + workers) {
      throw new RunStopped(
          ExitCode.STOPPED,
          system.code(430),
          "%s grants %d more requests this month, and %s keeps %d of them; run the same command next month, or lower the reserve"
              .formatted(system.title(), remaining, system.key("monthly-reserve"), monthlyReserve));
    }
  }

  private void sleep(long nanos) {
    long end = System.nanoTime() + nanos;
    try {
      for (long left = nanos; left > 0; left = end - System.nanoTime()) {
        if (left >= SHORT && stopRequested.getAsBoolean()) {
          throw stopped();
        }
        TimeUnit.NANOSECONDS.sleep(Math.min(left, LOOK_UP));
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw stopped();
    }
  }

  private RunStopped stopped() {
    return new RunStopped(
        ExitCode.STOPPED,
        system.code(431),
        "stopped while waiting for %s; run the same command again, it goes on where it was"
            .formatted(system.title()));
  }
}
