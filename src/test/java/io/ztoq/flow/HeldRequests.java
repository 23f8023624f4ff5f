package io.ztoq.flow;

import io.ztoq.sandbox.CallWatcher;
import io.ztoq.sandbox.fault.Side;
import io.ztoq.sandbox.wire.Call;
import io.ztoq.sandbox.wire.Reply;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Holds requests of one kind until released, so that a run stays where a test looks at it. */
final class HeldRequests implements CallWatcher {

  private static final long LONGEST_SECONDS = 60;

  private final Side side;
  private final Predicate<Call> held;
  private final CountDownLatch arrived = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  HeldRequests(Side side, Predicate<Call> held) {
    this.side = side;
    this.held = held;
  }

  @Override
  public void arrived(Side from, Call call) {
    if (from != side || !held.test(call)) {
      return;
    }
    arrived.countDown();
    try {
      boolean inTime = released.await(LONGEST_SECONDS, TimeUnit.SECONDS);
      if (!inTime) {
        throw new IllegalStateException("nobody released the request");
      }
    } catch (InterruptedException problem) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void answered(Side from, Call call, Reply reply) {}

  /** Whether a request came. */
  boolean hasOne() {
    return arrived.getCount() == 0;
  }

  void release() {
    released.countDown();
  }
}
