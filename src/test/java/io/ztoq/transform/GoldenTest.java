package io.ztoq.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.ztoq.fixture.SourceProject;
import io.ztoq.fixture.Stores;
import io.ztoq.mapping.MappingRules;
import io.ztoq.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents to the letter: what a change of any rule would change in qTest. */
class GoldenTest {

  private static final Instant NOON = Transforming.NOON;

  @TempDir Path folder;

  private Store store;
  private SourceProject source;
  private Transforming transforming;

  @BeforeEach
  void fill() {
    store = Stores.sqlite(folder);
    source = new SourceProject(store);
    transforming = Transforming.of(store);
    source.testCase(1, "High");
    source.step(1, 1, "press");
    source.step(1, 2, "look");
    source.cycle(7, null);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aCycleHasItsPropertiesAsAReadableBlockAboveTheMarker() {
    fillCycle();

    transforming.run("r1");

    assertThat(transforming.document("TEST_CYCLE", "cycle/PAY-R7"))
        .isEqualTo(
            """
            {"name":"Cycle","description":"<p>x</p><br>\\n<b>Planned start:</b> 2026-11-21T12:00:00Z<br>\\n\
            <b>Planned end:</b> 2026-11-21T13:00:00Z<br>\\n<b>Status:</b> Done<br>\\n<b>Owner:</b> 5b1<br>\\n\
            <b>Jira version:</b> 10100<br>\\n<b>Sprint:</b> 7<br>\\n<b>Link:</b> https://x/?a&amp;b (spec)<br>\\n\
            [zephyr:cycle/PAY-R7]","marker":"[zephyr:cycle/PAY-R7]","fields":[]}""");
    assertThat(transforming.losses("PAY-R7"))
        .containsExactly(
            "customFields.Sprint | kept-as-text | a line of the description",
            "jiraProjectVersion | kept-as-text | a line of the description",
            "links | kept-as-text | a line of the description",
            "owner | kept-as-text | a line of the description",
            "plannedEndDate | kept-as-text | a line of the description",
            "plannedStartDate | kept-as-text | a line of the description",
            "status | kept-as-text | a line of the description");
  }

  @Test
  void whatTheFieldThatStandsInQTestCannotHoldIsALoss() {
    created("Tags", 1, "text");
    created("Due", 4, "date");
    source.field("TestCase", 1, "Tags", "[\"a\",\"b\"]", "ARRAY");
    source.field("TestCase", 1, "Due", "2026-05-01T00:30:00+02:00", "STRING");

    transforming.run("r1");

    assertThat(transforming.document("TEST_CASE", "PAY-T1"))
        .contains("{\"field\":\"Due\",\"values\":[\"2026-05-01T00:00:00Z\"]}")
        .contains("{\"field\":\"Tags\",\"values\":[\"a, b\"]}");
    assertThat(transforming.losses("PAY-T1"))
        .containsExactly(
            "customFields.Due | not-representable | the day only; the time of day stays in the store",
            "customFields.Tags | kept-as-text | text in 'Tags'");
  }

  @Test
  void aFileHasTheTypeOfItsExtensionElseTheOneThatZephyrSaid() {
    source.file("TestCase", 1, 501, "a.png");
    source.file("TestCase", 1, 502, "dump");
    source.file("TestCase", 1, 503, "other.bin");
    source.run(
        "UPDATE Attachment SET content_type = 'text/x-dump' WHERE zephyr_attachment_id < 503");

    transforming.run("r1");

    assertThat(transforming.document("ATTACHMENT", "TestCase/PAY-T1/501")).contains("image/png");
    assertThat(transforming.document("ATTACHMENT", "TestCase/PAY-T1/502")).contains("text/x-dump");
    assertThat(transforming.document("ATTACHMENT", "TestCase/PAY-T1/503"))
        .contains("application/octet-stream");
  }

  private void created(String name, int dataType, String inferredAs) {
    source.run(
        "INSERT INTO target_field(project_key, object_type, label, source_name, data_type, is_system, inferred_as,"
            + " field_id) VALUES ('PAY', 'test-cases', ?, ?, ?, FALSE, ?, 77)",
        name,
        name,
        dataType,
        inferredAs);
  }

  @Test
  void asASuiteACycleHasItsPropertiesAsFields() {
    fillCycle();
    source.execution(31, 1L, 7L, "Pass", NOON);

    transforming.withSuites().run("r1");

    assertThat(transforming.document("TEST_SUITE", "cycle/PAY-R7"))
        .isEqualTo(
            """
            {"name":"Cycle","description":"<p>x</p><br>\\n[zephyr:cycle/PAY-R7]","marker":"[zephyr:cycle/PAY-R7]",\
            "fields":[{"field":"Sprint","values":["7"]},{"field":"Zephyr Links","values":["https://x/?a&b (spec)"]},\
            {"field":"Zephyr Owner","values":["5b1"]},{"field":"Zephyr Planned End","values":["2026-11-21T13:00:00Z"]},\
            {"field":"Zephyr Planned Start","values":["2026-11-21T12:00:00Z"]},{"field":"Zephyr Status","values":["Done"]},\
            {"field":"Zephyr Version","values":["10100"]}]}""");
    assertThat(
            transforming.list(
                "SELECT p.kind || ' ' || p.source_key AS found FROM target_object o"
                    + " JOIN target_object p ON p.target_object_id = o.parent_id WHERE o.kind = 'TEST_RUN'"))
        .containsExactly("TEST_SUITE cycle/PAY-R7");
    assertThat(
            transforming.list(
                "SELECT label AS found FROM target_field WHERE object_type = 'test-suites'"))
        .contains("Sprint", "Zephyr Planned Start");
  }

  @Test
  void everyValueOfAnExecutionWithoutPlaceInItsLogIsSaid() {
    source.execution(31, 1L, null, "Pass", NOON);
    fillAll(31);

    transforming.run("r1");

    assertThat(transforming.losses("PAY-E31"))
        .containsExactly(
            "assignedToId | not-representable | stays in the store",
            "automated | not-representable | a manual log; the flag stays in the store",
            "estimatedTime | not-representable | stays in the store");
  }

  @Test
  void everyValueOfAnExecutionWithoutLogIsSaid() {
    source.execution(31, 1L, null, "Not Executed", NOON);
    fillAll(31);
    source.run("UPDATE TestExecution SET jira_version_id = 10100");
    source.result(31, 1, 1, "Pass");
    source.result(31, 2, 2, "Not Executed");
    source.result(31, 3, 1, "Not Executed");

    transforming.run("r1");

    String kept = " | stays in the store; a run without log has no place for it";
    assertThat(transforming.losses("PAY-E31"))
        .containsExactly(
            "actualEndDate | not-representable" + kept,
            "assignedToId | not-representable" + kept,
            "automated | not-representable" + kept,
            "comment | not-representable" + kept,
            "estimatedTime | not-representable" + kept,
            "executedById | not-representable" + kept,
            "executionTime | not-representable" + kept,
            "jiraProjectVersion | not-representable" + kept,
            "testScript.actualResult | not-representable | the results of steps: "
                + kept.substring(3));
  }

  private void fillAll(long executionId) {
    source.run(
        "UPDATE TestExecution SET assigned_to_id = '77', automated = ?, estimated_time_ms = 138000,"
            + " execution_time_ms = 5 WHERE execution_id = ?",
        true,
        executionId);
  }

  @Test
  void rowsOfADataTableGiveTheWorstStatusAndAreListed() {
    source.execution(31, 1L, 7L, "Fail", NOON);
    result(1, 1, "Pass", "fine");
    result(2, 1, "Pass", "");
    result(3, 2, "Blocked", "no <net>");
    result(4, 2, "Not Executed", "");

    transforming.run("r1");

    assertThat(transforming.document("TEST_LOG", "PAY-E31"))
        .contains(
            """
            "stepLogs":[{"position":1,"status":"Blocked","actualResult":"Row 1: Pass - fine<br>Row 2: Blocked - no <net>"}]""")
        .contains("Step 2: Not Executed - Row 1: Pass<br>Row 2: Not Executed");
    assertThat(transforming.losses("PAY-E31"))
        .contains(
            "testScript | data-table | the worst status of the rows; the rows in actual_result",
            "testScript.actualResult | kept-as-text | a line of the note; the step was not executed");
  }

  @Test
  void aSingleRowOfADataTableIsListedToo() {
    source.execution(31, 1L, 7L, "Fail", NOON);
    result(1, 4, "Fail", "");

    transforming.run("r1");

    assertThat(transforming.document("TEST_LOG", "PAY-E31"))
        .contains(
            """
            "stepLogs":[{"position":1,"status":"Failed","actualResult":"Row 4: Fail"}]""");
  }

  @Test
  void aSingleStepWithoutTextsAndFieldValuesIsNoStep() {
    source.testCase(2, "Low");
    source.run(
        "INSERT INTO TestStep(test_case_id, step_order, description, custom_fields) VALUES (2, 1, '', ?)",
        "{\"Tool\":null,\"Tags\":[]}");

    transforming.run("r1");

    assertThat(transforming.document("TEST_CASE", "PAY-T2")).endsWith("\"steps\":[]}");
    assertThat(transforming.document("TEST_CASE", "PAY-T1")).contains("press");
  }

  @Test
  void aMissingEndIsThePlannedEndOfTheCycleElseTheTimeOfExtraction() {
    source.run(
        "UPDATE TestCycle SET planned_end_date = ? WHERE test_cycle_id = 7",
        NOON.plusSeconds(3600));
    source.execution(31, 1L, 7L, "Pass", null);
    source.execution(32, 1L, null, "Pass", null);
    source.run("UPDATE TestExecution SET execution_time_ms = 90000");

    transforming.run("r1");

    assertThat(transforming.document("TEST_LOG", "PAY-E31"))
        .contains("\"start\":\"2026-11-21T12:58:30Z\",\"end\":\"2026-11-21T13:00:00Z\"");
    assertThat(transforming.document("TEST_LOG", "PAY-E32"))
        .contains("\"start\":\"2026-01-02T03:02:35Z\",\"end\":\"2026-01-02T03:04:05Z\"");
    assertThat(transforming.losses("PAY-E31"))
        .contains("actualEndDate | date-guessed | the planned end of the cycle");
    assertThat(transforming.losses("PAY-E32"))
        .contains("actualEndDate | date-guessed | the time of extraction");
  }

  @Test
  void linksOfACaseAreOneTextOrStayInTheStore() throws IOException {
    link("TestCase", 1, 0, "ISSUE", 10001L, null);
    link("TestCase", 1, 1, "WEB", null, "https://x/[~y]");

    transforming.run("r1");
    String asText = transforming.document("TEST_CASE", "PAY-T1");
    transforming.withRules(rules("objects.yaml", "objects:\n  links: none\n")).run("r2");

    assertThat(asText)
        .contains(
            "{\"field\":\"Zephyr Links\",\"values\":[\"issue 10001 (COVERAGE)\\nhttps://x/@y (spec)\"]}");
    assertThat(transforming.document("TEST_CASE", "PAY-T1")).doesNotContain("Zephyr Links");
    assertThat(transforming.losses("PAY-T1"))
        .contains("links | not-representable | stay in the store, by objects.links: none")
        .doesNotContain("links | kept-as-text | text in 'Zephyr Links'");
  }

  @Test
  void aTypeThatIsGivenTakesThePlaceOfTheInferredOne() throws IOException {
    source.field("TestCase", 1, "Effort", "7.50", "NUMBER");
    source.field("TestCase", 1, "Due", "2026-03-04", "STRING");

    transforming.run("r1");
    String inferred = transforming.document("TEST_CASE", "PAY-T1");
    transforming
        .withRules(
            rules(
                "custom-fields.yaml",
                "custom-fields:\n  types:\n    test_case:\n      Effort: text\n      Due: number\n"))
        .run("r2");

    assertThat(inferred)
        .contains("{\"field\":\"Effort\",\"values\":[\"7.50\"]}")
        .contains("{\"field\":\"Due\",\"values\":[\"2026-03-04T00:00:00Z\"]}");
    assertThat(
            transforming.list(
                "SELECT label || ' ' || data_type AS found FROM target_field WHERE label IN ('Effort', 'Due') ORDER BY 1"))
        .containsExactly("Due 7", "Effort 1");
    assertThat(
            transforming.list(
                "SELECT code || ' ' || message AS found FROM rejected_record WHERE source_key = 'PAY-T1'"))
        .singleElement()
        .asString()
        .startsWith("MAP-002 PAY-T1: value '2026-03-04' of custom field 'Due'");
  }

  @Test
  void anEnvironmentMayContainASlash() {
    source.execution(31, 1L, 7L, "Pass", NOON);
    source.execution(32, 1L, 7L, "Pass", NOON);
    source.run("UPDATE TestExecution SET environment = 'Chrome/119' WHERE execution_id = 31");

    transforming.run("r1");

    assertThat(transforming.document("TEST_RUN", "PAY-R7/PAY-T1/Chrome/119"))
        .isEqualTo(
            """
            {"key":"PAY-R7/PAY-T1/Chrome/119","name":"Case 1","caseKey":"PAY-T1","fields":[\
            {"field":"Zephyr Environment","values":["Chrome/119"]},\
            {"field":"Zephyr Key","values":["PAY-R7/PAY-T1/Chrome/119"]}]}""");
    assertThat(transforming.document("TEST_RUN", "PAY-R7/PAY-T1")).contains("\"Case 1\"");
  }

  private void fillCycle() {
    source.run(
        "UPDATE TestCycle SET planned_start_date = ?, planned_end_date = ?, owner_id = '5b1', jira_version_id = 10100"
            + " WHERE test_cycle_id = 7",
        NOON,
        NOON.plusSeconds(3600));
    source.field("TestCycle", 7, "Sprint", "7", "NUMBER");
    link("TestCycle", 7, 0, "WEB", null, "https://x/?a&b");
  }

  private void link(String type, long owner, int position, String kind, Long issue, String url) {
    source.run(
        "INSERT INTO entity_link(project_id, owner_type, owner_id, position, kind, issue_id, url, description, link_type)"
            + " VALUES ('1', ?, ?, ?, ?, ?, ?, CASE WHEN ? = 'WEB' THEN 'spec' END, 'COVERAGE')",
        type,
        owner,
        position,
        kind,
        issue,
        url,
        kind);
  }

  private void result(int order, int row, String status, String actual) {
    source.run(
        "INSERT INTO test_execution_step(execution_id, step_order, test_data_row, status, actual_result)"
            + " VALUES (31, ?, ?, ?, ?)",
        order,
        row,
        status,
        actual);
  }

  private MappingRules rules(String file, String yaml) throws IOException {
    Path mappings = Files.createDirectories(folder.resolve("mappings"));
    Files.writeString(mappings.resolve(file), yaml);
    MappingFiles.Places byDefault = MappingFiles.Places.DEFAULT;
    return MappingFiles.load(
        new MappingFiles.Places(mappings, byDefault.customFieldMap(), byDefault.users()));
  }
}
