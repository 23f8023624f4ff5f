package io.ztoq.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.ztoq.sandbox.CallWatcher;
import io.ztoq.sandbox.fault.Side;
import io.ztoq.sandbox.wire.Call;
import io.ztoq.sandbox.wire.Reply;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code kill -9} at any request: the same command again goes on. {@code -Dztoq.chaos=N} tries N
 * seeds.
 */
class KillRunTest {

  private static final int SEEDS = Math.max(2, Integer.getInteger("ztoq.chaos", 2));
  private static final int KILLS = 4;
  private static final int LIFE = 450;

  /** When a request is looked at. */
  private enum Moment {
    BEFORE_EFFECT,
    AFTER_EFFECT
  }

  /** Does something at a moment of every request. */
  private record Watch(Moment moment, Runnable action) implements CallWatcher {

    @Override
    public void arrived(Side side, Call call) {
      if (moment == Moment.BEFORE_EFFECT) {
        action.run();
      }
    }

    @Override
    public void answered(Side side, Call call, Reply reply) {
      if (moment == Moment.AFTER_EFFECT) {
        action.run();
      }
    }
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, SEEDS);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aKilledRunGoesOnAndDoublesNothing(long seed) throws Exception {
    SplittableRandom chance = new SplittableRandom(seed);
    try (Trial trial = Trial.tiny(seed)) {
      for (int kill = 0; kill < KILLS; kill++) {
        Moment moment = chance.nextBoolean() ? Moment.BEFORE_EFFECT : Moment.AFTER_EFFECT;
        runUntil(trial, moment, 1 + chance.nextInt(LIFE));
      }

      Process last = trial.start();

      assertThat(last.waitFor(120, TimeUnit.SECONDS)).isTrue();
      assertThat(last.exitValue()).as(trial.console()).isIn(0, 1);
      assertThat(trial.judge()).satisfies(WholeRunTest::isClean);
    }
  }

  /**
   * Starts the product and kills it at its n-th request, in the middle of it; or lets it end when
   * it sends fewer.
   */
  private static void runUntil(Trial trial, Moment moment, int nth) throws InterruptedException {
    AtomicReference<Process> product = new AtomicReference<>();
    AtomicInteger requests = new AtomicInteger();
    trial
        .sandbox()
        .watch(
            new Watch(
                moment,
                () -> {
                  if (requests.incrementAndGet() == nth) {
                    kill(product.get());
                  }
                }));
    product.set(trial.start());
    boolean ended = product.get().waitFor(120, TimeUnit.SECONDS);
    trial.sandbox().watch(null);
    assertThat(ended).as(trial.console()).isTrue();
  }

  private static void kill(Process process) {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException problem) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aSecondProcessKeepsOut() throws Exception {
    try (Trial trial = Trial.tiny(9)) {
      AtomicInteger requests = new AtomicInteger();
      trial.sandbox().watch(new Watch(Moment.BEFORE_EFFECT, requests::incrementAndGet));
      Process first = trial.start();
      Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> requests.get() > 20);

      Process second = trial.start();

      assertThat(second.waitFor(120, TimeUnit.SECONDS)).isTrue();
      assertThat(first.waitFor(120, TimeUnit.SECONDS)).isTrue();
      assertThat(first.exitValue()).as(trial.console()).isIn(0, 1);
      assertThat(second.exitValue()).as(trial.console()).isIn(0, 1, 4);
      assertThat(trial.judge()).satisfies(WholeRunTest::isClean);
    }
  }
}
