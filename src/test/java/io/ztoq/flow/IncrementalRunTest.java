package io.ztoq.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ztoq.sandbox.zephyr.ZephyrEdits;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** After changes in Zephyr the next run brings these changes and nothing else. */
class IncrementalRunTest {

  private Trial trial;
  private ZephyrEdits edits;

  @BeforeEach
  void aMigratedProject() {
    trial = Trial.tiny(31);
    edits = trial.sandbox().zephyrEdits();
    assertThat(trial.migrate()).as(trial.output()).isIn(0, 1);
    trial.sandbox().requests().clear();
  }

  @AfterEach
  void end() {
    trial.close();
  }

  private void migrateTheChange() {
    int before = trial.output().length();
    int code = trial.migrate("--incremental", "true");
    assertThat(code).as(trial.output().substring(before)).isIn(0, 1);
    assertThat(trial.judgeChanged()).satisfies(WholeRunTest::isClean);
  }

  private long writes(String operation) {
    return trial.writes().entrySet().stream()
        .filter(write -> write.getKey().matches("QTEST " + operation))
        .mapToLong(write -> write.getValue())
        .sum();
  }

  @Test
  void nothingChangedMeansNothingWritten() {
    migrateTheChange();

    assertThat(trial.writes()).isEmpty();
  }

  @Test
  void theTextOfACaseIsWrittenOnce() {
    edits.editCase("PAY-T14", row -> row.put("objective", "quite <b>another</b> objective"));

    migrateTheChange();

    assertThat(writes("PUT .*/test-cases/\\{id\\}")).isEqualTo(1);
    assertThat(writes("POST .*")).isZero();
  }

  @Test
  void aChangedStepOfACalledCaseKeepsItsCallersRight() {
    edits.editCaseSteps(
        "PAY-T1",
        steps -> {
          List<ObjectNode> changed = new ArrayList<>(steps);
          ((ObjectNode) changed.get(0).get("inline")).put("description", "now another first step");
          return changed;
        });
    edits.addExecution(12, row -> row.put("actualEndDate", "2026-01-01T00:00:00Z"));

    migrateTheChange();

    assertThat(writes("POST .*/test-cases")).isZero();
    assertThat(writes("POST .*/test-logs")).isEqualTo(1);
  }

  @Test
  void newThingsAreAddedToOldOnes() {
    String added = edits.addCase("PAY-T16", row -> row.put("name", "A new case"));
    edits.addExecution(3, row -> row.put("actualEndDate", "2026-01-02T00:00:00Z"));
    edits.addCaseFile("PAY-T16", "late.txt");
    edits.addExecutionFile(3, "later.txt");

    migrateTheChange();

    assertThat(added).isNotEmpty();
    assertThat(writes("POST .*/test-cases")).isEqualTo(1);
    assertThat(writes("POST .*/blob-handles")).isEqualTo(2);
    assertThat(writes("POST .*/modules")).isZero();
  }

  @Test
  void aRenamedFolderAndAMovedCaseArriveWithoutDoubles() {
    edits.editFolder(2_000_002, row -> row.put("name", "Renamed"));
    edits.editCase("PAY-T17", row -> ((ObjectNode) row.get("folder")).put("id", 2_000_003));
    edits.editCycle(1, row -> row.put("name", "Another cycle"));

    migrateTheChange();

    assertThat(writes("POST .*")).isZero();
  }

  @Test
  void whatIsDeletedInZephyrIsLeftAloneInQTest() {
    edits.deleteExecution(22);
    edits.deleteCase("PAY-T20");

    int code = trial.migrate("--incremental", "true");

    assertThat(code).as(trial.output()).isIn(0, 1);
    assertThat(writes("DELETE .*")).isZero();
    assertThat(writes("POST .*")).isZero();
  }

  /** qTest freezes version and steps of a log (api-contract 2.7). */
  @Test
  void aCaseThatLosesStepsLeavesTheLogsThatWereWrittenAsTheyAre() {
    edits.editCaseSteps("PAY-T1", steps -> steps.subList(0, 1));

    int code = trial.migrate("--incremental", "true");

    assertThat(code).as(trial.output()).isZero();
    assertThat(writes("PUT .*/test-cases/\\{id\\}")).isEqualTo(1);
    assertThat(writes("PUT .*/test-logs.*")).isZero();
  }

  /** Version and step ids are read again before anything is bound to them (traps 21, 22). */
  @Test
  void aNewExecutionOfACaseThatChangedMeanwhileIsBoundToTheNewVersion() {
    edits.editCaseSteps(
        "PAY-T6",
        steps -> {
          List<ObjectNode> changed = new ArrayList<>(steps);
          changed.add(steps.get(0).deepCopy());
          return changed;
        });
    edits.addExecution(12, row -> row.put("actualEndDate", "2026-01-03T00:00:00Z"));

    migrateTheChange();

    assertThat(writes("POST .*/test-logs")).isEqualTo(1);
  }
}
