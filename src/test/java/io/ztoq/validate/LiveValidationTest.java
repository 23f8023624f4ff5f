package io.ztoq.validate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ztoq.fixture.Stores;
import io.ztoq.qtest.LiveReader;
import io.ztoq.qtest.LogDocument;
import io.ztoq.run.FirstFailure;
import io.ztoq.store.FindingRepository;
import io.ztoq.store.LedgerView;
import io.ztoq.store.LiveObjectRepository;
import io.ztoq.store.ProofQueries;
import io.ztoq.store.Store;
import io.ztoq.store.WholeQueries;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiveValidationTest {

  private static final String CASES = "/test-cases?1";
  private static final String RUNS = "/test-runs?21";
  private static final String LOGS = "/test-runs/31/test-logs?";
  private static final String CYCLES = "/test-cycles?0";

  @TempDir Path folder;
  private final FakeQTest qtest = new FakeQTest();
  private Store store;

  @BeforeEach
  void open() {
    store = Stores.sqlite(folder);
    new Ledger(store).fill();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void findsNothingWhereQTestShowsWhatTheLedgerSays() {
    assertThat(validate()).isEmpty();
    long compared =
        store.read(
            session ->
                session.number(
                    "SELECT count(*) FROM live_object WHERE content_sha256 IS NOT NULL"));
    assertThat(compared).isEqualTo(10);
  }

  @Test
  void givesTheSameDigestTwiceAndAnotherAfterAChange() {
    validate();
    String first = digest();
    validate();
    assertThat(digest()).isEqualTo(first);

    qtest.change(CASES, 12, json -> json.put("name", "Other"));
    validate();

    assertThat(digest()).isNotEqualTo(first);
  }

  @Test
  void readsLogsByTheirRunsWhenTheSearchDoesNotKnowThemYet() {
    qtest.searchKnowsLogs = false;

    assertThat(validate()).isEmpty();
  }

  @Test
  void readsTheStepsOfEveryCaseAloneWhereListsLeaveThemOut() {
    qtest.listsShowSteps = false;

    assertThat(validate()).isEmpty();
  }

  @Test
  void notesOtherNotationOfTheSameHtmlWithoutAnError() {
    qtest.change(CASES, 11, json -> json.put("description", "<P>a &#38; b</P>\n"));

    assertThat(validate()).isEmpty();
    assertThat(findings("INFO")).contains("VAL-NORMALISED TEST_CASE PAY-T1");
  }

  @Test
  void leavesObjectsOfAnotherZephyrProjectAloneAndWarnsOfFoldersThatMayBeItsOwn() {
    qtest.put(
        "search cases",
        "[{'id':88,'name':'x','parent_id':9,'properties':[{'field_id':900,'field_value':'REPAY-T1'}]}]");
    qtest.copy("/modules?", 1, 2);
    qtest.change("/modules?", 2, json -> json.put("description", "[zephyr:folder/77]"));

    assertThat(validate()).isEmpty();
    assertThat(findings("WARNING")).containsExactly("VAL-UNEXPECTED MODULE folder/77");
  }

  /** PAY-T1 calls a case of two steps, does one of its own and calls the same case again. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void tellsTheResultsOfACaseThatIsCalledTwiceApart(boolean withParents) {
    new Ledger(store)
        .steps("PAY-T1", "502 call", "601 502", "602 502", "501", "503 call", "601 503", "602 503");
    new Ledger(store)
        .results(
            "PAY-E1",
            new LogDocument.StepLog(1, "Failed", "first"),
            new LogDocument.StepLog(4, "Passed", "again"));
    String results =
        "[{'test_step_log_id':601,'test_step_id':601,'parent_test_step_id':502,'status':{'name':'Failed'},'actual_result':'first'},"
            + "{'test_step_log_id':602,'test_step_id':601,'parent_test_step_id':503,'status':{'name':'Passed'},'actual_result':'again'}]";
    qtest.change(
        LOGS,
        41,
        json ->
            json.set(
                "test_step_logs",
                FakeQTest.read(
                    withParents
                        ? results
                        : results.replaceAll("'parent_test_step_id':\\d+,", ""))));

    assertThat(validate()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void sees(String expected, Consumer<FakeQTest> change) {
    change.accept(qtest);

    assertThat(validate()).contains(expected);
  }

  static Stream<Arguments> changes() {
    return Stream.of(changesOfDesign(), changesOfIdentity(), changesOfExecution(), changesOfFiles())
        .flatMap(all -> all);
  }

  private static Stream<Arguments> changesOfDesign() {
    return Stream.of(
        seen(
            "VAL-NAME MODULE folder/5",
            q -> q.change("/modules?", 1, json -> json.put("name", "Log in"))),
        seen(
            "VAL-MARKER MODULE folder/5",
            q -> q.change("/modules?", 1, json -> json.put("description", "<p>All</p>"))),
        seen(
            "VAL-TEXT TEST_CYCLE cycle/PAY-R1",
            q -> q.change(CYCLES, 21, json -> json.put("description", "T[zephyr:cycle/PAY-R1]"))),
        seen(
            "VAL-NAME TEST_CASE PAY-T1",
            q -> q.change(CASES, 11, json -> json.put("name", "Sign out"))),
        seen(
            "VAL-TEXT TEST_CASE PAY-T1",
            q -> q.change(CASES, 11, json -> json.put("precondition", "new"))),
        seen("VAL-FIELD TEST_CASE PAY-T1", q -> field(q, CASES, 1, "724")),
        seen("VAL-FIELD TEST_CASE PAY-T1", q -> field(q, CASES, 2, "2017-10-27T00:00:01+00:00")),
        seen("VAL-FIELD TEST_CASE PAY-T1", q -> field(q, CASES, 3, "[1]")),
        seen("VAL-STEP TEST_CASE PAY-T1", q -> step(q, 0, json -> json.put("expected", "Other"))),
        seen("VAL-STEP TEST_CASE PAY-T1", q -> step(q, 1, json -> json.put("order", 3))),
        seen(
            "VAL-CALL TEST_CASE PAY-T1",
            q -> step(q, 1, json -> json.remove("called_test_case_id"))),
        seen(
            "VAL-APPROVED TEST_CASE PAY-T1",
            q -> q.change(CASES, 11, json -> json.put("version", "0.10"))));
  }

  private static Stream<Arguments> changesOfIdentity() {
    return Stream.of(
        seen("VAL-MISSING TEST_CASE PAY-T1", q -> q.remove(CASES, 11)),
        seen("VAL-PARENT TEST_CASE PAY-T1", LiveValidationTest::moveCase),
        seen("VAL-TWICE TEST_CASE PAY-T1", q -> q.copy(CASES, 11, 19)),
        seen(
            "VAL-TWICE TEST_CASE PAY-T2",
            q ->
                q.put(
                    "search cases",
                    "[{'id':88,'name':'x','parent_id':9,'properties':[{'field_id':900,'field_value':'PAY-T2'}]}]")),
        seen(
            "VAL-UNEXPECTED TEST_CASE PAY-T77",
            q ->
                q.put(
                    "search cases",
                    "[{'id':88,'name':'x','parent_id':9,'properties':[{'field_id':900,'field_value':'PAY-T77'}]}]")));
  }

  private static Stream<Arguments> changesOfExecution() {
    return Stream.of(
        seen(
            "VAL-CASE TEST_RUN PAY-R1/PAY-T1",
            q -> q.change(RUNS, 31, json -> json.putObject("test_case").put("id", 12))),
        seen(
            "VAL-VERSION TEST_RUN PAY-R1/PAY-T1",
            q -> q.change(RUNS, 31, json -> json.put("test_case_version_id", 110))),
        seen(
            "VAL-CURRENT-STATUS TEST_RUN PAY-R1/PAY-T1",
            q ->
                q.change(
                    RUNS,
                    31,
                    json ->
                        json.putObject("latest_test_log").put("id", 41).put("status", "Passed"))),
        seen("VAL-MISSING TEST_RUN PAY-R1/PAY-T1", q -> q.remove(RUNS, 31)),
        seen(
            "VAL-STATUS TEST_LOG PAY-E1",
            q -> q.change(LOGS, 41, json -> json.putObject("status").put("name", "Failed"))),
        seen(
            "VAL-TIME TEST_LOG PAY-E1",
            q -> q.change(LOGS, 41, json -> json.put("exe_end_date", "2024-03-22T15:01:31+07:00"))),
        seen(
            "VAL-TEXT TEST_LOG PAY-E1",
            q -> q.change(LOGS, 41, json -> json.put("note", "no [zephyr:PAY-E1]"))),
        seen(
            "VAL-BUILD TEST_LOG PAY-E1",
            q -> q.change(LOGS, 41, json -> json.put("build_number", "13"))),
        seen(
            "VAL-STEP-RESULT TEST_LOG PAY-E1",
            q -> q.change(LOGS, 41, json -> json.putArray("test_step_logs"))),
        seen("VAL-MISSING TEST_LOG PAY-E2", q -> q.remove(LOGS, 42)),
        seen("VAL-TWICE TEST_LOG PAY-E2", q -> q.copy(LOGS, 42, 43)));
  }

  private static Stream<Arguments> changesOfFiles() {
    return Stream.of(
        seen("VAL-MISSING ATTACHMENT TestCase/PAY-T1/1", q -> q.remove("files", 71)),
        seen("VAL-TWICE ATTACHMENT TestCase/PAY-T1/1", q -> q.copy("files", 71, 79)),
        seen(
            "VAL-FILE-TYPE ATTACHMENT TestStep/PAY-T1/1/2",
            q -> q.change("step files", 72, json -> json.put("content_type", "text/html"))),
        seen(
            "VAL-MISSING ATTACHMENT TestExecutionStep/PAY-E1/1/3",
            q -> q.remove("result files", 73)));
  }

  @Test
  void seesThatALogWasWrittenBeforeAnOlderOne() {
    new Ledger(store)
        .update(
            "UPDATE target_object SET target_id = 83 - target_id WHERE target_object_id IN (1041, 1042)");

    assertThat(validate()).contains("VAL-LOG-ORDER TEST_LOG PAY-E2");
  }

  @Test
  void warnsOfAnOlderResultThatCameLaterFromZephyr() {
    new Ledger(store).update("UPDATE target_need SET object_id = 1041, needs_id = 1042");

    assertThat(validate()).isEmpty();
    assertThat(findings("WARNING")).contains("VAL-LOG-ORDER TEST_LOG PAY-E1");
  }

  @Test
  void keepsEveryFindingHoweverManyThereAre() {
    String strangers =
        IntStream.range(100, 1300)
            .mapToObj(
                i ->
                    "{'id':%d,'name':'x','parent_id':9,'properties':[{'field_id':900,'field_value':'PAY-T%d'}]}"
                        .formatted(i, i))
            .collect(Collectors.joining(",", "[", "]"));
    qtest.put("search cases", strangers);

    assertThat(validate()).hasSize(1200).allMatch(one -> one.startsWith("VAL-UNEXPECTED"));
  }

  @Test
  void anUnderscoreInTheKeyOfAProjectIsNoWildcard() {
    List<String> found = new ArrayList<>();
    for (String key : List.of("P_Y-T1", "PXY-T1", "adhoc/P_Y-T1", "adhoc/PXY-T1")) {
      new Ledger(store)
          .update(
              "INSERT INTO live_object(project_key, kind, target_id, run_id, source_key, field_count, difference_count)"
                  + " VALUES ('P_Y', 'TEST_RUN', %d, 'r1', '%s', 0, 0)"
                      .formatted(9000 + key.hashCode() % 1000, key));
    }

    new WholeQueries(store, "P_Y").strangers(one -> found.add(one.sourceKey()));

    assertThat(found).containsExactlyInAnyOrder("P_Y-T1", "adhoc/P_Y-T1");
  }

  private static void moveCase(FakeQTest qtest) {
    qtest.put("/test-cases?elsewhere", "[]");
    qtest.change(
        CASES,
        11,
        json -> qtest.list("/test-cases?elsewhere").add(json.deepCopy().put("parent_id", 9)));
    qtest.remove(CASES, 11);
  }

  private static void field(FakeQTest qtest, String list, int index, String value) {
    qtest.change(
        list,
        11,
        json -> ((ObjectNode) json.get("properties").get(index)).put("field_value", value));
  }

  private static void step(FakeQTest qtest, int index, Consumer<ObjectNode> change) {
    qtest.change(CASES, 11, json -> change.accept((ObjectNode) json.get("test_steps").get(index)));
  }

  private static Arguments seen(String finding, Consumer<FakeQTest> change) {
    return Arguments.of(finding, change);
  }

  /** Findings of severity ERROR, as rule, kind and source key. */
  private List<String> validate() {
    LiveValidation validation =
        new LiveValidation(
            new ReadBack(
                new LiveReader(qtest, 7, 500),
                new LedgerView(store, "PAY"),
                new LiveObjectRepository(store, "PAY", "r1"),
                new FindingRepository(store, "PAY", "r1")),
            new WholeQueries(store, "PAY"),
            new ProofQueries(store, "PAY"),
            new LiveValidation.Options(
                0, false, new AtomicLong(), () -> false, new FirstFailure()));
    validation.begin();
    validation.design().forEachRemaining(validation::read);
    validation.execution().forEachRemaining(validation::read);
    validation.foundLogs().forEachRemaining(validation::read);
    validation.logsOfRuns().forEachRemaining(validation::read);
    validation.files().forEachRemaining(validation::read);
    validation.conclude();
    return findings("ERROR");
  }

  private String digest() {
    return new ProofQueries(store, "PAY").digest();
  }

  private List<String> findings(String severity) {
    return store.read(
        session ->
            session.query(
                "SELECT rule_id, scope, source_key FROM finding WHERE severity = ?",
                row -> row.text("rule_id") + " " + row.text("scope") + " " + row.text("source_key"),
                severity));
  }
}
