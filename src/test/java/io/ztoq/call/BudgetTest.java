package io.ztoq.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ztoq.failure.RunStopped;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** How well the budget is used, and how it is kept. */
class BudgetTest {

  @Test
  void usesTheBudgetToNinetyFivePercentWithoutASingle429() throws Exception {
    SlidingWindow server = new SlidingWindow(50);
    Budget budget = new Budget(RemoteSystem.QTEST, 50, 8, 0, () -> false);

    long began = System.nanoTime();
    List<Boolean> granted = call(budget, server, 8, 400);
    double seconds = (System.nanoTime() - began) / 1e9;

    assertThat(granted).hasSize(400).doesNotContain(false);
    assertThat(400 / seconds / 50).as("share of the budget").isBetween(0.95, 1.0);
  }

  @Test
  void spacesRequestsBySecondsWhenTheRateIsBelowOne() {
    Budget budget = new Budget(RemoteSystem.ZEPHYR, 1 / 0.3, 1, 0, () -> false);

    long began = System.nanoTime();
    for (int i = 0; i < 4; i++) {
      budget.enter();
      budget.leave();
    }

    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isGreaterThanOrEqualTo(Duration.ofMillis(900));
  }

  @Test
  void slowsDownOncePerWaveAndCreepsUpAgain() {
    long second = Duration.ofSeconds(1).toNanos();
    Pace pace = new Pace(100, 0);

    pace.slowDown(second, second);
    pace.slowDown(second - 1, second + 5);
    double slow = pace.rate();
    for (long t = 2; t < 30; t++) {
      pace.admit(pace.limiter(), t * second);
    }
    double held = pace.rate();
    for (long t = 62; t < 70; t++) {
      pace.admit(pace.limiter(), t * second);
    }

    assertThat(slow).isEqualTo(85.0);
    assertThat(held).isEqualTo(98.5);
    assertThat(pace.rate()).isEqualTo(100.0);
  }

  @Test
  void neverAdmitsMoreThanTheBudgetInAnyWindow() {
    Pace pace = new Pace(10, 0);

    for (int i = 0; i < 10; i++) {
      assertThat(pace.admit(pace.limiter(), i)).isZero();
    }

    assertThat(pace.admit(pace.limiter(), 10)).isGreaterThan(Duration.ofMillis(999).toNanos());
  }

  @Test
  void letsTheFirstRequestGoAloneAndThenAsManyAsThereAreWorkers() throws Exception {
    Budget budget = new Budget(RemoteSystem.QTEST, 1000, 3, 0, () -> false);

    budget.enter();
    int alone = budget.inFlight();
    budget.leave();
    budget.enter();
    budget.enter();
    budget.enter();

    assertThat(alone).isEqualTo(1);
    assertThat(budget.inFlight()).isEqualTo(3);
  }

  @Test
  void endsLongWaitsButNotShortOnesWhenTheRunIsToStop() {
    AtomicBoolean stop = new AtomicBoolean(true);
    Budget budget = new Budget(RemoteSystem.QTEST, 100, 1, 0, stop::get);

    budget.enter();
    budget.leave();
    budget.pause(Duration.ofMinutes(5));

    assertThatThrownBy(budget::enter).isInstanceOf(RunStopped.class);
    assertThat(budget.inFlight()).isZero();
  }

  private static List<Boolean> call(Budget budget, SlidingWindow server, int workers, int requests)
      throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    List<Future<Boolean>> answers = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      answers.add(
          pool.submit(
              () -> {
                budget.enter();
                try {
                  return server.grant(System.nanoTime());
                } finally {
                  budget.leave();
                }
              }));
    }
    List<Boolean> granted = new ArrayList<>();
    for (Future<Boolean> answer : answers) {
      granted.add(answer.get());
    }
    pool.shutdown();
    return granted;
  }

  /** Grants at most so many requests in any sliding second, as a strict server would. */
  private static final class SlidingWindow {
    private final int most;
    private final Deque<Long> seen = new ArrayDeque<>();

    SlidingWindow(int most) {
      this.most = most;
    }

    synchronized boolean grant(long now) {
      while (!seen.isEmpty() && now - seen.peekFirst() >= 1_000_000_000L) {
        seen.removeFirst();
      }
      seen.addLast(now);
      return seen.size() <= most;
    }
  }
}
