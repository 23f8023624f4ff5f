package io.ztoq.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ztoq.flow.oracle.Difference;
import io.ztoq.sandbox.zephyr.ZephyrEdits;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs are named after a cycle, a case and an environment, all of which change in Zephyr. */
class MovedRunTest {

  private Trial trial;
  private ZephyrEdits edits;

  @BeforeEach
  void aMigratedProject() {
    trial = Trial.tiny(31);
    edits = trial.sandbox().zephyrEdits();
    assertThat(trial.migrate()).as(trial.output()).isZero();
    trial.sandbox().requests().clear();
  }

  @AfterEach
  void end() {
    trial.close();
  }

  private void migrateTheChange() {
    int before = trial.output().length();
    int code = trial.migrate("--incremental", "true");
    assertThat(code).as(trial.output().substring(before)).isZero();
  }

  private void nothingMoreIsWritten() {
    trial.sandbox().requests().clear();
    migrateTheChange();
    assertThat(trial.writes()).isEmpty();
  }

  private long writes(String operation) {
    return trial.writes().entrySet().stream()
        .filter(write -> write.getKey().matches("QTEST " + operation))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private List<String> rows(String sql) {
    try (var store = trial.openStore()) {
      return store.read(session -> session.query(sql, row -> row.text("found")));
    }
  }

  private List<String> logs() {
    return rows(
        "SELECT source_key || ' ' || target_id AS found FROM target_object WHERE kind = 'TEST_LOG' ORDER BY 1");
  }

  private List<String> losses() {
    return rows("SELECT source_key || ' ' || kind AS found FROM loss WHERE severity = 'WARNING'");
  }

  private int runsIn(String environment) {
    return rows("SELECT source_key AS found FROM target_object WHERE kind = 'TEST_RUN'"
            + " AND state = 'WRITTEN' AND source_key LIKE '%/"
            + environment
            + "'")
        .size();
  }

  @Test
  void aRenamedEnvironmentRenamesItsRunsWhereTheyStand() {
    List<String> logs = logs();
    int runs = runsIn("Chrome / Linux");
    edits.renameEnvironment("Chrome / Linux", "Chromium");

    migrateTheChange();

    assertThat(runs).isPositive();
    assertThat(writes("PUT .*/test-runs/\\{id\\}")).isEqualTo(runs);
    assertThat(writes("(POST|DELETE) .*")).isZero();
    assertThat(writes("PUT .*")).isEqualTo(runs);
    assertThat(logs()).isEqualTo(logs);
    assertThat(runsIn("Chromium")).isEqualTo(runs);
    assertThat(trial.judgeChanged()).satisfies(WholeRunTest::isClean);
    nothingMoreIsWritten();
  }

  @Test
  void environmentsThatChangeTheirNamesChangeThoseOfTheirRuns() {
    List<String> logs = logs();
    int runs = runsIn("Chrome / Linux") + runsIn("Staging");
    edits.renameEnvironment("Chrome / Linux", "no more");
    edits.renameEnvironment("Staging", "Chrome / Linux");
    edits.renameEnvironment("no more", "Staging");

    migrateTheChange();

    assertThat(writes("PUT .*/test-runs/\\{id\\}")).isEqualTo(runs);
    assertThat(writes("(POST|DELETE) .*")).isZero();
    assertThat(logs()).isEqualTo(logs);
    assertThat(trial.judgeChanged()).satisfies(WholeRunTest::isClean);
    nothingMoreIsWritten();
  }

  /** Two results of one run, both with a key. */
  private List<String> twoOfOneRun() {
    return rows(
        """
        SELECT l.source_key AS found FROM target_object l WHERE l.kind = 'TEST_LOG' AND l.parent_id = (
          SELECT parent_id FROM target_object WHERE kind = 'TEST_LOG' AND source_key LIKE 'PAY-E%' AND state = 'WRITTEN'
          GROUP BY parent_id HAVING count(*) = 2 ORDER BY 1 LIMIT 1) ORDER BY l.sort_key""");
  }

  private static int number(String executionKey) {
    return Integer.parseInt(executionKey.substring("PAY-E".length()));
  }

  private void putInto(String executionKey, long environment) {
    edits.editExecution(
        number(executionKey), row -> row.putObject("environment").put("id", environment));
  }

  private String runOf(String executionKey) {
    return rows("SELECT r.source_key AS found FROM target_object l JOIN target_object r ON r.target_object_id = l.parent_id"
            + " WHERE l.kind = 'TEST_LOG' AND l.source_key = '"
            + executionKey
            + "'")
        .get(0);
  }

  private long reference(String type, String name) {
    return Long.parseLong(
        rows("SELECT CAST(reference_id AS VARCHAR) AS found FROM reference_value WHERE type = '%s' AND name = '%s'"
                .formatted(type, name))
            .get(0));
  }

  private long environment(String name) {
    return reference("ENVIRONMENT", name);
  }

  @Test
  void aRunWhoseExecutionsAllMoveGoesWithThem() {
    List<String> logs = logs();
    List<String> both = twoOfOneRun();
    both.forEach(
        key ->
            edits.editExecution(
                number(key),
                row -> {
                  row.putNull("testCycle");
                }));

    migrateTheChange();

    assertThat(runOf(both.get(0))).startsWith("adhoc/").isEqualTo(runOf(both.get(1)));
    assertThat(logs()).isEqualTo(logs);
    assertThat(writes("(POST|DELETE) .*/test-.*")).isZero();
    assertThat(writes("PUT .*/test-runs/\\{id\\}")).isEqualTo(2);
    assertThat(trial.judgeChanged()).satisfies(WholeRunTest::isClean);
    nothingMoreIsWritten();
  }

  @Test
  void aResultThatMovesAloneIsWrittenAtItsNewRunAndTheOldOneIsTold() {
    List<String> both = twoOfOneRun();
    String moved = both.get(0);
    String oldRun = runOf(moved);
    putInto(moved, environment("Old lab"));

    migrateTheChange();

    assertThat(writes("POST .*/test-logs")).isEqualTo(1);
    assertThat(writes("POST .*/test-runs")).isEqualTo(1);
    assertThat(writes("(PUT|DELETE) .*")).isZero();
    assertThat(runOf(moved)).isNotEqualTo(oldRun).endsWith("/Old lab");
    assertThat(losses()).contains(moved + " result-moved");
    assertThat(trial.judgeChanged().differences())
        .extracting(Difference::toString)
        .allMatch(difference -> difference.contains("run " + oldRun))
        .hasSize(1);
    nothingMoreIsWritten();
    assertThat(losses()).contains(moved + " result-moved");
  }

  @Test
  void aResultThatComesBackIsItsOldOne() {
    List<String> logs = logs();
    String moved = twoOfOneRun().get(0);
    String oldRun = runOf(moved);
    ObjectNode before = edits.execution(number(moved));
    putInto(moved, environment("Old lab"));
    migrateTheChange();
    edits.editExecution(number(moved), row -> row.set("environment", before.get("environment")));
    trial.sandbox().requests().clear();

    migrateTheChange();

    assertThat(trial.writes()).isEmpty();
    assertThat(runOf(moved)).isEqualTo(oldRun);
    assertThat(logs()).containsAll(logs);
    nothingMoreIsWritten();
  }

  @Test
  void aStoreThatIsLostDoesNotMistakeTheOldResultForTheNewOne() {
    String moved = twoOfOneRun().get(0);
    putInto(moved, environment("Old lab"));
    migrateTheChange();
    trial.loseStore();
    trial.sandbox().requests().clear();

    migrateTheChange();

    assertThat(trial.writes()).isEmpty();
    assertThat(losses()).contains(moved + " result-moved");
  }

  @Test
  void anExecutionThatIsNotExecutedAgainSaysSo() {
    String withdrawn = twoOfOneRun().get(1);
    edits.editExecution(
        number(withdrawn),
        row ->
            row.putObject("testExecutionStatus")
                .put("id", reference("STATUS_TEST_EXECUTION", "Not Executed")));

    migrateTheChange();

    assertThat(trial.writes()).isEmpty();
    assertThat(losses()).contains(withdrawn + " not-executed-again");
    assertThat(
            rows(
                "SELECT source_key AS found FROM loss WHERE kind = 'source-gone' AND source_key LIKE '%"
                    + withdrawn
                    + "%'"))
        .isEmpty();
    nothingMoreIsWritten();
  }
}
