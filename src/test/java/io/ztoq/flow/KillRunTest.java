package io.ztoq.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.ztoq.flow.KilledRun.Moment;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
        KilledRun.until(trial, moment, call -> true, 1 + chance.nextInt(LIFE));
      }

      Process last = trial.start();

      assertThat(last.waitFor(120, TimeUnit.SECONDS)).isTrue();
      assertThat(last.exitValue()).as(trial.console()).isIn(0, 1);
      assertThat(trial.judge()).satisfies(WholeRunTest::isClean);
    }
  }

  @Test
  void aSecondProcessKeepsOut() throws Exception {
    try (Trial trial = Trial.tiny(9)) {
      AtomicInteger requests = new AtomicInteger();
      trial
          .sandbox()
          .watch(
              new KilledRun.Watch(Moment.BEFORE_EFFECT, call -> true, requests::incrementAndGet));
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
