package io.ztoq.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.ztoq.cli.Cli;
import io.ztoq.cli.Surroundings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several runs begin at once where there is no store yet: one makes it, the others are told. */
class FirstRunsTest {

  private static final int AT_ONCE = 3;
  private static final int ROUNDS = 5;

  /** Nothing was extracted (TRF-010): as far as a run comes that works alone. */
  private static final int NOTHING_TO_DO = 2;

  private static final int ANOTHER_RUN = 4;

  private final Trial trial = Trial.tiny(31);

  @AfterEach
  void end() {
    trial.close();
  }

  private record Ended(int code, String output) {}

  private List<Ended> together() throws Exception {
    CyclicBarrier start = new CyclicBarrier(AT_ONCE);
    Callable<Ended> run =
        () -> {
          StringWriter output = new StringWriter();
          PrintWriter writer = new PrintWriter(output, true);
          start.await();
          int code =
              Cli.run(
                  new Surroundings(Map.of(), writer, writer, false),
                  "migrate",
                  "run",
                  "--phases",
                  "transform",
                  "--config",
                  trial.folder() + "/config.yaml");
          return new Ended(code, output.toString());
        };
    ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<Ended>> all = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        all.add(pool.submit(run));
      }
      List<Ended> ended = new ArrayList<>();
      for (Future<Ended> one : all) {
        ended.add(one.get());
      }
      return ended;
    } finally {
      pool.shutdown();
    }
  }

  private static void oneWorksAndTheOthersAreTold(List<Ended> ended) {
    assertThat(ended)
        .allSatisfy(one -> assertThat(one.code()).as(one.output()).isIn(NOTHING_TO_DO, ANOTHER_RUN))
        .anySatisfy(one -> assertThat(one.code()).isEqualTo(NOTHING_TO_DO))
        .filteredOn(one -> one.code() == ANOTHER_RUN)
        .allSatisfy(
            one ->
                assertThat(one.output())
                    .contains("RUN-00")
                    .containsPattern("another run|in use by run"));
  }

  @Test
  void onANewFile() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      trial.loseStore();

      oneWorksAndTheOthersAreTold(together());
    }
  }

  @Test
  void onANewDatabase() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      trial.onPostgres();

      oneWorksAndTheOthersAreTold(together());
    }
  }
}
