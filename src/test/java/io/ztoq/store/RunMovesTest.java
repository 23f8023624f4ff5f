package io.ztoq.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ztoq.store.RunMoves.Log;
import io.ztoq.store.RunMoves.Run;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunMovesTest {

  private static Run run(long id, String key) {
    return new Run(id, key, true, true, "first of " + id);
  }

  private static Run neverWritten(long id, String key) {
    return new Run(id, key, false, false, "first of " + id);
  }

  private static Run maybeWritten(long id, String key) {
    return new Run(id, key, false, true, "first of " + id);
  }

  private static RunPlace place(String execution, String runKey) {
    return new RunPlace(execution, "sort " + execution, runKey);
  }

  private static final List<Log> TWO = List.of(new Log(1, "E1"), new Log(1, "E2"));

  @Test
  void aRunFollowsAllItsResultsToAFreeKey() {
    assertThat(
            RunMoves.decide(List.of(run(1, "A")), TWO, List.of(place("E1", "B"), place("E2", "B"))))
        .isEqualTo(Map.of(1L, "B"));
  }

  @Test
  void aRunWhoseResultsPartStays() {
    assertThat(
            RunMoves.decide(List.of(run(1, "A")), TWO, List.of(place("E1", "B"), place("E2", "A"))))
        .isEmpty();
    assertThat(
            RunMoves.decide(List.of(run(1, "A")), TWO, List.of(place("E1", "B"), place("E2", "C"))))
        .isEmpty();
  }

  @Test
  void aRunThatStandsKeepsItsKey() {
    List<RunPlace> places = List.of(place("E1", "B"), place("E2", "B"), place("E3", "B"));
    assertThat(RunMoves.decide(List.of(run(1, "A"), run(2, "B")), TWO, places)).isEmpty();
    assertThat(RunMoves.decide(List.of(run(1, "A"), maybeWritten(2, "B")), TWO, places)).isEmpty();
  }

  @Test
  void aRowThatNeverStoodGivesWay() {
    List<RunPlace> places = List.of(place("E1", "B"), place("E2", "B"));
    assertThat(RunMoves.decide(List.of(run(1, "A"), neverWritten(2, "B")), TWO, places))
        .isEqualTo(Map.of(1L, "B", 2L, "A"));
  }

  @Test
  void runsChangeTheirKeysInTurn() {
    List<Log> logs = List.of(new Log(1, "E1"), new Log(2, "E2"), new Log(3, "E3"));
    List<Run> runs = List.of(run(1, "A"), run(2, "B"), run(3, "C"));
    assertThat(
            RunMoves.decide(
                runs, logs, List.of(place("E1", "B"), place("E2", "A"), place("E3", "D"))))
        .isEqualTo(Map.of(1L, "B", 2L, "A", 3L, "D"));
    assertThat(
            RunMoves.decide(
                runs, logs, List.of(place("E1", "B"), place("E2", "C"), place("E3", "C"))))
        .isEmpty();
  }

  @Test
  void ofSeveralRunsTheOneWithMostResultsGetsTheKey() {
    List<Log> logs = List.of(new Log(1, "E1"), new Log(2, "E2"), new Log(2, "E3"));
    List<RunPlace> places = List.of(place("E1", "X"), place("E2", "X"), place("E3", "X"));
    assertThat(RunMoves.decide(List.of(run(1, "A"), run(2, "B")), logs, places))
        .isEqualTo(Map.of(2L, "X"));
  }

  @Test
  void aRunWithoutResultsFollowsItsFirstExecutionWhenNothingElseIsItsOwn() {
    RunPlace first = new RunPlace("E1", "first of 1", "B");
    assertThat(RunMoves.decide(List.of(run(1, "A")), List.of(), List.of(first, place("E2", "C"))))
        .isEqualTo(Map.of(1L, "B"));
    assertThat(RunMoves.decide(List.of(run(1, "A")), List.of(), List.of(first, place("E2", "A"))))
        .isEmpty();
  }
}
