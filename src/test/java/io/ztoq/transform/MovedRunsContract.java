package io.ztoq.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.ztoq.fixture.SourceProject;
import io.ztoq.store.Store;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of runs whose executions belong elsewhere now, on every database. */
abstract class MovedRunsContract {

  private static final Instant NOON = Transforming.NOON;

  private Store store;
  private SourceProject source;

  abstract Store newStore();

  @BeforeEach
  void fill() {
    store = newStore();
    source = new SourceProject(store);
    source.folder(20, "TEST_CYCLE", "Sprints", null);
    source.testCase(2, "Normal");
    source.step(2, 1, "look");
    source.cycle(7, 20L);
    source.execution(31, 2L, 7L, "Fail", NOON);
    source.execution(30, 2L, 7L, "Pass", NOON.plusSeconds(60));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aRunWhoseExecutionsAllBelongToAnotherKeyGetsThatKeyAndKeepsItsResults() {
    transform("r1");
    everythingStands();
    source.run("UPDATE TestExecution SET environment = 'Chrome' WHERE test_case_id = 2");

    transform("r2");

    assertThat(states())
        .contains(
            "TEST_RUN PAY-R7/PAY-T2/Chrome PLANNED",
            "TEST_LOG PAY-E30 WRITTEN",
            "TEST_LOG PAY-E31 WRITTEN")
        .doesNotContain("TEST_RUN PAY-R7/PAY-T2 WRITTEN", "TEST_RUN PAY-R7/PAY-T2 GONE");
  }

  @Test
  void aResultThatMovesAloneIsPlannedAnewAndComesBackAsItsOldOne() {
    transform("r1");
    everythingStands();
    List<String> before = states();
    source.run("UPDATE TestExecution SET environment = 'Chrome' WHERE execution_id = 31");
    transform("r2");
    List<String> moved = states();
    moved.addAll(losses());
    source.run("UPDATE TestExecution SET environment = NULL WHERE execution_id = 31");

    transform("r3");

    assertThat(moved)
        .contains("TEST_LOG PAY-E31 PLANNED", "PAY-E31 result-moved")
        .doesNotContain("PAY-E31 source-gone");
    assertThat(states()).containsAll(before);
  }

  @Test
  void anExecutionThatIsNotExecutedAgainLeavesItsResultAndSaysSo() {
    transform("r1");
    everythingStands();
    source.run("UPDATE TestExecution SET status = 'Not Executed' WHERE execution_id = 30");

    transform("r2");

    assertThat(states()).contains("TEST_LOG PAY-E30 GONE");
    assertThat(losses())
        .contains("PAY-E30 not-executed-again")
        .doesNotContain("PAY-E30 source-gone");
  }

  private void transform(String runId) {
    Transforming.of(store).run(runId);
  }

  private void everythingStands() {
    source.run(
        "UPDATE target_object SET state = 'WRITTEN', written_sha256 = document_sha256, target_id = 1000 + target_object_id"
            + " WHERE state = 'PLANNED'");
  }

  private List<String> states() {
    return Transforming.of(store)
        .list("SELECT kind || ' ' || source_key || ' ' || state AS found FROM target_object");
  }

  private List<String> losses() {
    return Transforming.of(store).list("SELECT source_key || ' ' || kind AS found FROM loss");
  }
}
