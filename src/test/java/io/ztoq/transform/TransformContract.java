package io.ztoq.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.ztoq.failure.RecordRejected;
import io.ztoq.fixture.SourceProject;
import io.ztoq.store.RejectedRecords;
import io.ztoq.store.Rejection;
import io.ztoq.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a transform leaves in the ledger, on every database. */
abstract class TransformContract {

  private static final Instant NOON = Transforming.NOON;

  private Store store;
  private SourceProject source;

  abstract Store newStore();

  @BeforeEach
  void fill() {
    store = newStore();
    source = new SourceProject(store);
    source.folder(10, "TEST_CASE", "Top", null);
    source.folder(11, "TEST_CASE", "Orphan", 99L);
    source.folder(12, "TEST_CASE", "Loop", 13L);
    source.folder(13, "TEST_CASE", "Loop too", 12L);
    source.folder(20, "TEST_CYCLE", "Sprints", null);
    source.testCase(1, "High");
    source.step(1, 1, "press {button}");
    source.step(1, 2, "look");
    source.testCase(2, "Normal");
    source.call(2, 1, "PAY-T1");
    source.step(2, 2, "end");
    source.testCase(3, "Whenever");
    source.testCase(4, "Low");
    source.call(4, 1, "PAY-T5");
    source.testCase(5, "Low");
    source.call(5, 1, "PAY-T4");
    source.run(
        "UPDATE TestCase SET folder_id = 10, source_folder_id = 10 WHERE test_case_id IN (1, 3)");
    source.cycle(7, 20L);
    source.execution(31, 2L, 7L, "Fail", NOON);
    source.execution(30, 2L, 7L, "Pass", NOON.plusSeconds(60));
    source.execution(32, 2L, 7L, "Not Executed", null);
    source.execution(33, 3L, null, "Pass", null);
    source.execution(34, null, null, "Pass", NOON);
    source.execution(35, 1L, 7L, "Retest", NOON);
    source.result(31, 1, null, "Pass");
    source.result(31, 2, null, "Fail");
    source.result(31, 3, null, "Pass");
    source.result(31, 4, null, "Blocked");
    source.field("TestCase", 1, "Sprint", "7", "NUMBER");
    source.field("TestExecution", 31, "Browser", "[\"A\",\"B\"]", "ARRAY");
    source.file("TestCase", 1, 501, "a.png");
    source.file("TestCase", 1, 502, "a.png");
    source.file("TestExecution", 32, 503, "late.txt");
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void plansTheTreesTheCasesTheRunsAndTheLogs() {
    transform("r1");

    assertThat(states())
        .contains(
            "MODULE folder/10 PLANNED",
            "MODULE no-folder PLANNED",
            "TEST_CASE PAY-T1 PLANNED",
            "TEST_CASE PAY-T3 REJECTED",
            "APPROVAL PAY-T3 HELD",
            "STEP_READING folder/10 PLANNED",
            "TEST_CYCLE cycle/PAY-R7 PLANNED",
            "TEST_CYCLE adhoc PLANNED",
            "TEST_RUN PAY-R7/PAY-T2 PLANNED",
            "TEST_RUN adhoc/PAY-T3 HELD",
            "TEST_LOG PAY-E33 HELD",
            "TEST_LOG PAY-E34 REJECTED",
            "TEST_LOG PAY-E35 REJECTED",
            "ATTACHMENT TestCase/PAY-T1/502 PLANNED")
        .doesNotContain("TEST_LOG PAY-E32 PLANNED");
    assertThat(document("ATTACHMENT", "TestCase/PAY-T1/502"))
        .contains("a (2).png")
        .contains("image/png");
    assertThat(document("TEST_CASE", "PAY-T1")).contains("@accountid:5b1").contains("Sprint");
    assertThat(document("TEST_LOG", "PAY-E31"))
        .contains("[zephyr:PAY-E31]")
        .contains("Step 4: Blocked");
  }

  @Test
  void brokenTreesAndCallsAreMendedAndSaid() {
    transform("r1");

    assertThat(losses())
        .contains(
            "folder/11 orphan-folder",
            "folder/12 folder-loop",
            "PAY-T4 call-loop",
            "PAY-T1 data-table",
            "PAY-E32 not-representable",
            "PAY-E33 date-guessed",
            "PAY-E31 older-version",
            "PAY-E31 kept-as-text")
        .doesNotContain("folder/13 folder-loop", "PAY-T5 call-loop");
    assertThat(document("TEST_CASE", "PAY-T5"))
        .contains("\"calledCaseKey\":\"PAY-T4\"")
        .contains("&lt;1&gt;");
    assertThat(rank("PAY-T5")).isEqualTo("2001");
  }

  @Test
  void logsOfARunWaitForTheOneBefore() {
    transform("r1");

    assertThat(needsOf("TEST_LOG", "PAY-E30")).contains("TEST_LOG PAY-E31");
    assertThat(needsOf("TEST_RUN", "PAY-R7/PAY-T2"))
        .contains(
            "TEST_CASE PAY-T2",
            "APPROVAL PAY-T2",
            "STEP_READING no-folder",
            "TEST_CYCLE cycle/PAY-R7");
    assertThat(needsOf("STEP_READING", "no-folder")).contains("APPROVAL PAY-T1", "APPROVAL PAY-T2");
  }

  @Test
  void theSameInputGivesTheSameBytes() {
    transform("r1");
    List<String> before = rows();

    transform("r2");

    assertThat(rows()).isEqualTo(before);
    assertThat(list("SELECT DISTINCT planned_by AS found FROM target_object"))
        .containsExactly("r1");
    assertThat(list("SELECT DISTINCT run_id AS found FROM loss")).containsExactly("r1");
  }

  @Test
  void aChangedCasePlansItsApprovalAndTheReadingsOfItsCallersAgain() {
    transform("r1");
    everythingStands();
    source.run("UPDATE TestCase SET objective = 'new' WHERE test_case_id = 1");

    transform("r2");

    assertThat(states())
        .contains(
            "TEST_CASE PAY-T1 PLANNED",
            "APPROVAL PAY-T1 PLANNED",
            "STEP_READING folder/10 PLANNED",
            "STEP_READING no-folder PLANNED",
            "TEST_CASE PAY-T2 WRITTEN",
            "TEST_LOG PAY-E31 WRITTEN");
  }

  /** qTest freezes version and steps of a log. */
  @Test
  void aLogThatStandsKeepsTheStepsOfItsVersionWhenTheCaseLosesThem() {
    transform("r1");
    String before = document("TEST_LOG", "PAY-E31");
    source.run("UPDATE target_object SET state = 'WRITTEN', target_id = 5 WHERE kind = 'TEST_LOG'");
    source.run("DELETE FROM TestStep");

    transform("r2");

    assertThat(document("TEST_LOG", "PAY-E31")).isEqualTo(before).contains("\"position\":1");
  }

  @Test
  void anObjectInDoubtStaysInDoubtAndAFixedRecordGoesOn() {
    transform("r1");
    source.run(
        "UPDATE target_object SET state = 'SENDING' WHERE source_key = 'PAY-T1' AND kind = 'TEST_CASE'");
    source.run("UPDATE TestCase SET objective = 'new' WHERE test_case_id = 1");
    source.run("UPDATE TestCase SET priority = 'High' WHERE test_case_id = 3");

    transform("r2");

    assertThat(states())
        .contains(
            "TEST_CASE PAY-T1 SENDING", "TEST_CASE PAY-T3 PLANNED", "TEST_LOG PAY-E33 PLANNED");
    assertThat(document("TEST_CASE", "PAY-T1")).contains("\"new\"");
  }

  @Test
  void whatBecomesOfAnObjectInDoubtThatIsNoLongerWantedIsKeptUntilTheLoadHasLooked() {
    transform("r1");
    source.run("UPDATE target_object SET state = 'SENDING' WHERE kind = 'TEST_CASE'");
    source.run("UPDATE TestCase SET priority = 'Odd' WHERE test_case_id = 1");
    source.run("UPDATE TestCase SET gone_at = '2026-01-01' WHERE test_case_id = 2");

    transform("r2");
    List<String> unwanted = endings();
    source.run("UPDATE TestCase SET priority = 'High', gone_at = NULL");
    transform("r3");

    assertThat(unwanted).contains("PAY-T1 REJECTED", "PAY-T2 GONE");
    assertThat(endings()).doesNotContain("PAY-T1 REJECTED", "PAY-T2 GONE");
    assertThat(document("TEST_CASE", "PAY-T2")).isNotEmpty();
  }

  @Test
  void executionsOfACycleThatCouldNotBeReadWaitForItAndDoNotGoElsewhere() {
    source.execution(36, 2L, null, "Pass", NOON);
    source.execution(37, 2L, null, "Pass", NOON);
    source.run("UPDATE TestExecution SET source_cycle_id = 8 WHERE execution_id = 36");
    source.run("UPDATE TestExecution SET source_cycle_key = 'PAY-R9' WHERE execution_id = 37");
    source.run("UPDATE TestExecution SET gone_at = '2026-01-01' WHERE execution_id = 33");
    source.run(
        "INSERT INTO raw_record(project_key, entity, source_key, payload, run_id, fetched_at)"
            + " VALUES ('PAY', 'TEST_CYCLE', '8', '{}', 'r0', '2026-01-01')");
    reject("PAY-R9");

    transform("r1");

    assertThat(states())
        .contains("TEST_LOG PAY-E36 REJECTED", "TEST_LOG PAY-E37 REJECTED")
        .noneMatch(state -> state.contains("adhoc"));
    source.cycle(8, null);
    source.cycle(9, null);
    source.run("UPDATE TestExecution SET test_cycle_id = 8 WHERE execution_id = 36");
    source.run("UPDATE TestExecution SET test_cycle_id = 9 WHERE execution_id = 37");
    transform("r2");
    assertThat(states())
        .contains(
            "TEST_LOG PAY-E36 PLANNED",
            "TEST_LOG PAY-E37 PLANNED",
            "TEST_RUN PAY-R8/PAY-T2 PLANNED");
  }

  private void reject(String cycle) {
    new RejectedRecords(store, Clock.systemUTC())
        .add(new Rejection("PAY", "extract", "TEST_CYCLE", cycle, "ZEP-011", "no name", "r0"));
  }

  private List<String> endings() {
    return store.read(
        session ->
            session.query(
                "SELECT source_key, doubt_ends_as FROM target_object WHERE doubt_ends_as IS NOT NULL",
                row -> row.text("source_key") + " " + row.text("doubt_ends_as")));
  }

  @Test
  void aRecordWhoseDetailsWereNotReadIsRejectedUntilTheyAre() {
    source.execution(36, 2L, 7L, "Pass", NOON.plusSeconds(90));
    source.run("UPDATE TestCase SET details_due = TRUE, script_type = NULL WHERE test_case_id = 1");
    source.run("UPDATE TestExecution SET details_due = TRUE WHERE execution_id IN (31, 36)");
    transform("r1");
    List<String> before = states();
    source.run("UPDATE TestCase SET details_due = FALSE, script_type = 'NONE'");
    source.run("UPDATE TestExecution SET details_due = FALSE");

    transform("r2");

    assertThat(before)
        .contains(
            "TEST_CASE PAY-T1 REJECTED",
            "TEST_LOG PAY-E36 REJECTED",
            "TEST_LOG PAY-E31 HELD",
            "TEST_CASE PAY-T2 HELD");
    assertThat(states()).contains("TEST_CASE PAY-T1 PLANNED", "TEST_LOG PAY-E36 PLANNED");
  }

  @Test
  void oldStepsOfACaseThatZephyrNoLongerShowsAreNotTakenForItsSteps() {
    source.run("UPDATE TestCase SET details_due = TRUE WHERE test_case_id = 1");
    transform("r1");
    List<String> onlyInterrupted = states();
    new RejectedRecords(store, Clock.systemUTC())
        .add(
            Rejection.of(
                new RecordRejected("EXT-022", "refused"),
                "PAY",
                "extract",
                "TEST_SCRIPT",
                "PAY-T1",
                "r1"));

    transform("r2");

    assertThat(onlyInterrupted).contains("TEST_CASE PAY-T1 PLANNED");
    assertThat(states()).contains("TEST_CASE PAY-T1 REJECTED");
  }

  @Test
  void anExecutionWithoutLogSaysAllThatStaysInTheStore() {
    source.run(
        "UPDATE TestExecution SET assigned_to_id = 'u2', automated = TRUE, execution_time_ms = 5, jira_version_id = 9,"
            + " actual_end_date = created_at WHERE execution_id = 32");
    source.result(32, 1, null, "Pass");
    source.result(32, 9, null, "Pass");

    transform("r1");

    assertThat(
            list(
                "SELECT field || ' ' || kind AS found FROM loss WHERE source_key = 'PAY-E32' ORDER BY 1"))
        .containsExactly(
            "actualEndDate not-representable",
            "assignedToId not-representable",
            "attachment/503 not-representable",
            "automated not-representable",
            "comment not-representable",
            "executedById not-representable",
            "executionTime not-representable",
            "jiraProjectVersion not-representable",
            "testScript.actualResult not-representable");
  }

  @Test
  void whatIsGoneInZephyrIsGoneInTheLedgerOnly() {
    transform("r1");
    source.run(
        "UPDATE target_object SET state = 'WRITTEN', target_id = 5 WHERE source_key = 'PAY-R7/PAY-T2'");
    source.run("UPDATE TestExecution SET gone_at = ? WHERE test_case_id = 2", NOON);

    transform("r2");

    assertThat(states()).contains("TEST_RUN PAY-R7/PAY-T2 GONE", "TEST_LOG PAY-E30 GONE");
    assertThat(losses())
        .contains("PAY-R7/PAY-T2 source-gone")
        .doesNotContain("PAY-E31 older-version");
  }

  private void everythingStands() {
    source.run(
        "UPDATE target_object SET state = 'WRITTEN', written_sha256 = document_sha256, target_id = 1000 + target_object_id"
            + " WHERE state = 'PLANNED'");
  }

  private void transform(String runId) {
    Transforming.of(store).run(runId);
  }

  private List<String> states() {
    return list("SELECT kind || ' ' || source_key || ' ' || state AS found FROM target_object");
  }

  private List<String> rows() {
    return list(
        "SELECT kind || source_key || state || coalesce(document, '') || sort_key AS found FROM target_object"
            + " ORDER BY target_object_id");
  }

  private List<String> losses() {
    return list("SELECT source_key || ' ' || kind AS found FROM loss");
  }

  private List<String> needsOf(String kind, String key) {
    return list(
        "SELECT n.kind || ' ' || n.source_key AS found FROM target_need t"
            + " JOIN target_object o ON o.target_object_id = t.object_id"
            + " JOIN target_object n ON n.target_object_id = t.needs_id WHERE o.kind = ? AND o.source_key = ?",
        kind,
        key);
  }

  private String document(String kind, String key) {
    return source.text(
        "SELECT document AS found FROM target_object WHERE kind = ? AND source_key = ?", kind, key);
  }

  private String rank(String caseKey) {
    return source.text(
        "SELECT CAST(rank AS VARCHAR) AS found FROM target_object WHERE kind = 'TEST_CASE' AND source_key = ?",
        caseKey);
  }

  private List<String> list(String sql, Object... parameters) {
    return store.read(session -> session.query(sql, row -> row.text("found"), parameters));
  }
}
