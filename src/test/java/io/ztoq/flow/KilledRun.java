package io.ztoq.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.ztoq.sandbox.CallWatcher;
import io.ztoq.sandbox.fault.Side;
import io.ztoq.sandbox.wire.Call;
import io.ztoq.sandbox.wire.Reply;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/** The product in a JVM of its own, killed in the middle of a request. */
final class KilledRun {

  private KilledRun() {}

  /** When a request is looked at. */
  enum Moment {
    BEFORE_EFFECT,
    AFTER_EFFECT
  }

  /** Does something at a moment of every request that counts. */
  record Watch(Moment moment, Predicate<Call> counts, Runnable action) implements CallWatcher {

    @Override
    public void arrived(Side side, Call call) {
      if (moment == Moment.BEFORE_EFFECT && counts.test(call)) {
        action.run();
      }
    }

    @Override
    public void answered(Side side, Call call, Reply reply) {
      if (moment == Moment.AFTER_EFFECT && counts.test(call)) {
        action.run();
      }
    }
  }

  /**
   * Starts the product and kills it at its n-th request that counts, in the middle of it; or lets
   * it end when it sends fewer.
   *
   * @return requests that counted, at least {@code nth} when it was killed
   */
  static int until(Trial trial, Moment moment, Predicate<Call> counts, int nth)
      throws InterruptedException {
    AtomicReference<Process> product = new AtomicReference<>();
    AtomicInteger requests = new AtomicInteger();
    Runnable count =
        () -> {
          if (requests.incrementAndGet() == nth) {
            kill(product.get());
          }
        };
    trial.sandbox().watch(new Watch(moment, counts, count));
    product.set(trial.start());
    boolean ended = product.get().waitFor(120, TimeUnit.SECONDS);
    trial.sandbox().watch(null);
    assertThat(ended).as(trial.console()).isTrue();
    return requests.get();
  }

  private static void kill(Process process) {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException problem) {
      Thread.currentThread().interrupt();
    }
  }
}
