package io.ztoq.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.ztoq.sandbox.CallWatcher;
import io.ztoq.sandbox.SandboxOptions;
import io.ztoq.sandbox.SandboxOptions.RetryHint;
import io.ztoq.sandbox.fault.Side;
import io.ztoq.sandbox.wire.Call;
import io.ztoq.sandbox.wire.Reply;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both systems grant less than the settings say: a whole run adapts to what they grant. */
class ThrottleRunTest {

  /** Status of every answer, in order. */
  private static final class Answers implements CallWatcher {
    private final Map<Side, List<Integer>> statuses = new EnumMap<>(Side.class);

    @Override
    public void arrived(Side side, Call call) {
      // only answers count
    }

    @Override
    public synchronized void answered(Side side, Call call, Reply reply) {
      statuses.computeIfAbsent(side, first -> new ArrayList<>()).add(reply.status());
    }

    synchronized List<Integer> of(Side side) {
      return List.copyOf(statuses.get(side));
    }
  }

  @ParameterizedTest
  @CsvSource({"SECONDS, 120, 30", "ZERO, 120, 30", "DATE, 120, 30", "NONE, 1000, 30"})
  void aRunAdaptsToWhatIsGranted(RetryHint hint, int configured, int granted) {
    SandboxOptions options =
        SandboxOptions.defaults().withSeed(61).withRates(2 * granted, granted).withRetryHint(hint);
    try (Trial trial = new Trial(options).withRate(configured)) {
      Answers answers = new Answers();
      trial.sandbox().watch(answers);

      int code = trial.migrate();

      trial.sandbox().watch(null);
      assertThat(code).as(trial.output()).isZero();
      for (Side side : Side.values()) {
        List<Integer> all = answers.of(side);
        List<Integer> late = all.subList(all.size() / 2, all.size());
        assertThat(all.contains(429)).as("429s from %s", side).isTrue();
        assertThat(late.stream().filter(status -> status == 429).count())
            .as("429s among the last %d requests to %s", late.size(), side)
            .isLessThanOrEqualTo(late.size() / 20);
      }
      trial.sandbox().liftRates();
      assertThat(trial.judge()).satisfies(WholeRunTest::isClean);
      assertThat(trial.output()).doesNotContain("QTS-429");
    }
  }
}
