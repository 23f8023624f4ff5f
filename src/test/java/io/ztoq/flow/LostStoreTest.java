package io.ztoq.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.ztoq.flow.KilledRun.Moment;
import io.ztoq.sandbox.wire.Call;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The store is gone or older than what stands in qTest: the next run finds its objects again by
 * their markers and makes none twice.
 */
class LostStoreTest {

  private static final Map<String, Long> NOTHING = Map.of();

  @Test
  void aRunWithANewStoreAdoptsEverythingThatStands() {
    try (Trial trial = Trial.tiny(42)) {
      assertThat(trial.migrate()).as(trial.output()).isIn(0, 1);

      assertThatALostStoreCostsNothing(trial);
    }
  }

  @Test
  void aRunWithANewPostgresStoreAdoptsEverythingThatStands() {
    try (Trial trial = Trial.tiny(42).onPostgres()) {
      assertThat(trial.migrate()).as(trial.output()).isIn(0, 1);

      assertThatALostStoreCostsNothing(trial);
    }
  }

  private static void assertThatALostStoreCostsNothing(Trial trial) {
    int before = trial.output().length();
    trial.loseStore();
    trial.sandbox().requests().clear();

    int code = trial.migrate();

    String output = trial.output().substring(before);
    assertThat(code).as(output).isIn(0, 1);
    assertThat(trial.writes()).isEqualTo(NOTHING);
    assertThat(output).contains("LOD-030");
    assertThat(trial.judge()).satisfies(WholeRunTest::isClean);
    trial.sandbox().requests().clear();
    assertThat(trial.migrate()).as(trial.output()).isIn(0, 1);
    assertThat(trial.writes()).isEqualTo(NOTHING);
  }

  /** After so many objects were made; tiny projects have about 135. */
  @ParameterizedTest
  @CsvSource({
    "1, AFTER_EFFECT",
    "12, AFTER_EFFECT",
    "30, BEFORE_EFFECT",
    "90, AFTER_EFFECT",
    "120, AFTER_EFFECT"
  })
  void halfARunAndThenANewStoreDoubleNothing(int creates, Moment moment) throws Exception {
    try (Trial trial = Trial.tiny(21)) {
      assertThat(KilledRun.until(trial, moment, LostStoreTest::creates, creates))
          .isGreaterThanOrEqualTo(creates);
      trial.loseStore();

      int code = trial.migrate();

      assertThat(code).as(trial.output()).isIn(0, 1);
      assertThat(trial.judge()).satisfies(WholeRunTest::isClean);
    }
  }

  @ParameterizedTest
  @CsvSource({"2, 0", "25, 40", "60, 0", "90, 110", "118, 0", "125, 130"})
  void anOlderBackupOfTheStoreDoublesNothing(int backup, int last) throws Exception {
    try (Trial trial = Trial.tiny(22)) {
      assertThat(KilledRun.until(trial, Moment.BEFORE_EFFECT, LostStoreTest::creates, backup))
          .isGreaterThanOrEqualTo(backup);
      trial.backUpStore();
      if (last > 0) {
        KilledRun.until(trial, Moment.AFTER_EFFECT, LostStoreTest::creates, last - backup);
      } else {
        assertThat(trial.migrate()).as(trial.output()).isIn(0, 1);
      }
      trial.restoreStore();

      int code = trial.migrate();

      assertThat(code).as(trial.output()).isIn(0, 1);
      assertThat(trial.judge()).satisfies(WholeRunTest::isClean);
    }
  }

  /** Whether a request makes something in qTest. */
  private static boolean creates(Call call) {
    return call.method().equals("POST")
        && call.path()
            .matches(
                ".*/(modules|test-cases|test-cycles|test-suites|test-runs|test-logs|blob-handles)");
  }
}
