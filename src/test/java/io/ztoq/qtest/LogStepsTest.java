package io.ztoq.qtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ztoq.qtest.StepTree.FlatStep;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogStepsTest {

  /** A case of two steps is called by 10, then comes step 3, then 20 calls it again. */
  private static final List<FlatStep> STEPS =
      List.of(
          new FlatStep(1, null, 1, 70L, 10L),
          new FlatStep(2, null, 2, 70L, 10L),
          new FlatStep(3, 2, 3, null, null),
          new FlatStep(4, null, 1, 70L, 20L),
          new FlatStep(5, null, 2, 70L, 20L));

  @Test
  void tellsACaseThatIsCalledTwiceApartByTheCallStep() {
    assertThat(positions(STEPS, planned(2, 4), result(2, 10L), result(1, 20L)))
        .containsExactly(2, 4);
  }

  @Test
  void takesTheOrderWhereTheCallStepIsNotShown() {
    assertThat(positions(STEPS, planned(1, 4), result(1, null), result(1, null)))
        .containsExactly(1, 4);
  }

  @Test
  void ofAnOlderVersionTheResultsThatWereSentStandInTheirOrder() {
    assertThat(
            positions(STEPS, planned(3, 7, 9), result(91, null), result(92, null), result(3, null)))
        .containsExactly(3, 7, 9);
  }

  @Test
  void ofAnOlderVersionThatShowsEveryStepEachStandsInItsPlace() {
    assertThat(positions(STEPS, planned(2), result(91, null), result(92, null)))
        .containsExactly(1, 2);
  }

  private static List<Integer> positions(
      List<FlatStep> steps, LogDocument document, LiveLog.StepLog... results) {
    return LogSteps.positions(List.of(results), steps, document);
  }

  private static LiveLog.StepLog result(long step, @Nullable Long parent) {
    return new LiveLog.StepLog(step + 500, step, parent, null, "Passed", "");
  }

  private static LogDocument planned(int... positions) {
    List<LogDocument.StepLog> results =
        Arrays.stream(positions)
            .mapToObj(one -> new LogDocument.StepLog(one, "Passed", ""))
            .toList();
    return new LogDocument(
        "Passed",
        Instant.EPOCH,
        Instant.EPOCH,
        "[zephyr:E]",
        "[zephyr:E]",
        null,
        "PAY-T1",
        9,
        results);
  }
}
