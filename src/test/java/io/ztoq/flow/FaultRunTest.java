package io.ztoq.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.ztoq.sandbox.SandboxOptions;
import io.ztoq.sandbox.fault.Fault;
import io.ztoq.sandbox.fault.FaultKind;
import io.ztoq.sandbox.fault.FaultPlan;
import io.ztoq.sandbox.fault.FaultRule;
import io.ztoq.sandbox.fault.Side;
import io.ztoq.sandbox.qtest.QTestRules;
import io.ztoq.sandbox.zephyr.ZephyrRules;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever goes wrong on the way: in the end everything stands in qTest once. {@code
 * -Dztoq.chaos=N} tries N seeds.
 */
class FaultRunTest {

  private static final int SEEDS = Math.max(1, Integer.getInteger("ztoq.chaos", 1));

  /** What goes wrong, at which share of the requests. */
  record Weather(String name, long seed, Map<FaultKind, Double> rates) {

    @Override
    public String toString() {
      return name + ", seed " + seed;
    }
  }

  static Stream<Weather> weathers() {
    Map<FaultKind, Double> everything = new EnumMap<>(FaultKind.class);
    for (FaultKind kind :
        List.of(
            FaultKind.LOST_RESPONSE,
            FaultKind.RESET_BEFORE,
            FaultKind.ERROR_BEFORE,
            FaultKind.ERROR_AFTER,
            FaultKind.TRUNCATED_BODY,
            FaultKind.HTML_200)) {
      everything.put(kind, 0.03);
    }
    List<Map.Entry<String, Map<FaultKind, Double>>> kinds =
        List.of(
            Map.entry("lost answers", Map.of(FaultKind.LOST_RESPONSE, 0.15)),
            Map.entry(
                "errors before and after",
                Map.of(FaultKind.ERROR_BEFORE, 0.1, FaultKind.ERROR_AFTER, 0.1)),
            Map.entry(
                "cut bodies and resets",
                Map.of(FaultKind.TRUNCATED_BODY, 0.1, FaultKind.RESET_BEFORE, 0.1)),
            Map.entry("everything", everything));
    return Stream.iterate(1L, seed -> seed + 1)
        .limit(SEEDS)
        .flatMap(
            seed -> kinds.stream().map(kind -> new Weather(kind.getKey(), seed, kind.getValue())));
  }

  @ParameterizedTest
  @MethodSource("weathers")
  void everythingArrivesOnceInBadWeather(Weather weather) {
    try (Trial trial = new Trial(SandboxOptions.defaults().withSeed(weather.seed()))) {
      trial.sandbox().faults().follow(new FaultPlan(weather.seed(), weather.rates()));

      int code = trial.migrateToTheEnd();

      assertThat(trial.sandbox().faults().hits()).isNotEmpty();
      assertThat(code).as(trial.output()).isIn(0, 1);
      assertThat(trial.judge()).satisfies(WholeRunTest::isClean);
    }
  }

  @Test
  void tooManyRequestsOfAllSortsAreWaitedOut() {
    try (Trial trial = Trial.tiny(5)) {
      for (Side side : Side.values()) {
        FaultRule often =
            new FaultRule(
                side,
                null,
                Pattern.compile("."),
                new Fault(FaultKind.TOO_MANY_REQUESTS, 0),
                5,
                3,
                0.1);
        trial.sandbox().faults().add(often);
        trial.sandbox().faults().add(often.withValue(-1));
        trial.sandbox().faults().add(often.withValue(1).withTimes(2));
      }

      int code = trial.migrateToTheEnd();

      assertThat(trial.sandbox().faults().hits()).isNotEmpty();
      assertThat(code).as(trial.output()).isIn(0, 1);
      assertThat(trial.judge()).satisfies(WholeRunTest::isClean);
    }
  }

  @Test
  void tokensMayExpireAndProxiesMayAnswer() {
    try (Trial trial = Trial.tiny(6).withPassword()) {
      trial
          .sandbox()
          .faults()
          .add(FaultRule.nth(Side.QTEST, "POST", "test-cases$", FaultKind.EXPIRED_TOKEN, 7));
      trial
          .sandbox()
          .faults()
          .add(FaultRule.nth(Side.QTEST, "POST", "test-logs$", FaultKind.EXPIRED_TOKEN, 9));
      trial
          .sandbox()
          .faults()
          .add(FaultRule.nth(Side.QTEST, "GET", "test-cases$", FaultKind.EXPIRED_TOKEN, 1));
      trial
          .sandbox()
          .faults()
          .add(FaultRule.nth(Side.QTEST, "POST", "test-runs$", FaultKind.HTML_200, 4));
      trial
          .sandbox()
          .faults()
          .add(FaultRule.nth(Side.ZEPHYR, "GET", "testexecutions", FaultKind.HTML_200, 4));

      int code = trial.migrateToTheEnd();

      assertThat(code).as(trial.output()).isIn(0, 1);
      assertThat(trial.sandbox().faults().hits())
          .containsKeys("QTEST EXPIRED_TOKEN", "QTEST HTML_200");
      assertThat(trial.judge()).satisfies(WholeRunTest::isClean);
    }
  }

  /**
   * A token of the settings cannot be renewed; whatever request finds out, that is what is told.
   */
  @ParameterizedTest
  @CsvSource({
    "POST,modules$",
    "POST,test-cases$",
    "PUT,approve$",
    "GET,test-cases$",
    "POST,test-runs$",
    "POST,test-logs$",
    "POST,blob-handles$"
  })
  void aTokenOfTheSettingsThatExpiresStopsTheRunAndIsNamed(String method, String path) {
    try (Trial trial = Trial.tiny(6)) {
      trial
          .sandbox()
          .faults()
          .add(FaultRule.always(Side.QTEST, method, path, FaultKind.EXPIRED_TOKEN));

      int code = trial.migrate();

      assertThat(code).as(trial.output()).isEqualTo(3);
      assertThat(trial.output()).contains("QTS-401").doesNotContain("RUN-900");
    }
  }

  @Test
  void smallPagesAndSlowSearchesLoseAndDoubleNothing() {
    QTestRules slow =
        new QTestRules(
            Duration.ofMillis(900),
            Duration.ofMillis(600),
            3,
            true,
            true,
            2_000_000L,
            ZoneOffset.ofHours(-5));
    SandboxOptions options =
        SandboxOptions.defaults()
            .withSeed(8)
            .withQTest(slow)
            .withZephyr(new ZephyrRules(false, false, false, 3));
    try (Trial trial = new Trial(options).withSettleTime("1500ms")) {
      trial.sandbox().faults().follow(new FaultPlan(8, Map.of(FaultKind.LOST_RESPONSE, 0.03)));

      int code = trial.migrateToTheEnd();

      assertThat(code).as(trial.output()).isIn(0, 1);
      // the oracle reads the same slow lists
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(trial.judge()).satisfies(WholeRunTest::isClean));
    }
  }
}
