package io.ztoq.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.ztoq.call.ApiAnswer;
import io.ztoq.call.ApiRequest;
import io.ztoq.failure.RunStopped;
import io.ztoq.fixture.PlannedLedger;
import io.ztoq.load.Loading.OnConflict;
import io.ztoq.sandbox.fault.FaultKind;
import io.ztoq.sandbox.fault.FaultRule;
import io.ztoq.sandbox.fault.Side;
import io.ztoq.store.TargetKind;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Exactly once in effect: whatever happens to answers and processes, each object stands in qTest
 * once.
 */
class LoadFlowTest extends LoadTest {

  /** Objects that one whole load makes, by their place in qTest. */
  private static final String WHOLE =
      "{modules=3, test-cases=4, test-cycles=2, test-runs=4, test-logs=5, attachments=4}";

  @Test
  void bringsEveryObjectToQTestOnceAndTheSecondLoadSendsNothing() {
    rig.load(door);
    long writes = door.writes();
    rig.load(door);

    assertThat(standing()).hasToString(WHOLE);
    assertThat(ledger.count("WRITTEN")).isEqualTo(28);
    assertThat(door.writes()).isEqualTo(writes);
    assertThat(stepsOfLog("PAY-R2/PAY-T2")).isEqualTo(3);
  }

  @Test
  void needsFewCallsPerCaseAndExecution() {
    rig.load(door);
    long before = sandbox.requests().total(Side.QTEST);
    long module = ledger.module("folder/9", "Many", null);
    String[] keys = new String[40];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = "PAY-T1" + (100 + i);
      ledger.testCase(PlannedLedger.aCase(keys[i], "case " + i, PlannedLedger.step("s")), module);
    }
    long reading = ledger.stepReading("folder/9", module, "1", keys);
    long cycle = ledger.cycle("cycle/PAY-R9", "Many", null);
    for (String key : keys) {
      ledger.log(
          "E-" + key, key, ledger.run("PAY-R9/" + key, key, cycle, reading), null, "Passed", 1);
    }

    rig.load(door);

    // pages of two rows: 20 list pages; 5 calls of preflight and one to recognise the site; module
    // and cycle; 8 to see whether the store is behind qTest
    assertThat(sandbox.requests().total(Side.QTEST) - before)
        .isLessThanOrEqualTo(40 * 4 + 20 + 8 + 8);
  }

  @ParameterizedTest
  @CsvSource({
    "LOST_RESPONSE, POST, /modules", "LOST_RESPONSE, POST, /test-cases$",
        "LOST_RESPONSE, PUT, /approve",
    "LOST_RESPONSE, POST, /test-cycles", "LOST_RESPONSE, POST, /test-runs$",
        "LOST_RESPONSE, POST, /test-logs",
    "LOST_RESPONSE, POST, /blob-handles", "LOST_RESPONSE, POST, /settings",
        "RESET_BEFORE, POST, /modules",
    "RESET_BEFORE, POST, /test-cases$", "RESET_BEFORE, PUT, /approve",
        "RESET_BEFORE, POST, /test-logs",
    "RESET_BEFORE, POST, /blob-handles", "ERROR_AFTER, POST, /test-cases$",
        "ERROR_AFTER, POST, /test-logs",
    "ERROR_AFTER, PUT, /approve", "ERROR_BEFORE, POST, /test-runs$",
        "TRUNCATED_BODY, POST, /test-cycles",
    "TRUNCATED_BODY, POST, /blob-handles", "HTML_200, POST, /test-logs",
        "TOO_MANY_REQUESTS, POST, /test-runs$",
    "LOST_RESPONSE, GET, /test-cases", "TRUNCATED_BODY, GET, /fields"
  })
  void survivesAFaultOnEveryThirdRequestOfAKind(FaultKind fault, String method, String path) {
    for (int nth : new int[] {1, 2, 3}) {
      sandbox.faults().add(FaultRule.nth(Side.QTEST, method, path, fault, nth));
    }

    rig.load(door);

    assertThat(standing()).hasToString(WHOLE);
    assertThat(ledger.count("WRITTEN")).isEqualTo(28);
    assertThat(approvals()).allMatch("1.0"::equals);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void goesOnAfterACrashAtAnyRequest(boolean afterTheEffect) {
    int crashes = 0;
    for (int atWrite = 1; atWrite < 60; atWrite += 3) {
      AtomicInteger left = new AtomicInteger(atWrite);
      try {
        rig.load(request -> crashing(request, left, afterTheEffect));
      } catch (LoadRig.Crash crash) {
        crashes++;
        ledger.claimForADeadRun();
      }
    }
    rig.load(door);

    assertThat(crashes).isPositive();
    assertThat(standing()).hasToString(WHOLE);
    assertThat(ledger.count("WRITTEN")).isEqualTo(28);
    assertThat(approvals()).allMatch("1.0"::equals);
  }

  private ApiAnswer crashing(ApiRequest request, AtomicInteger left, boolean afterTheEffect) {
    boolean write = !request.method().equals("GET");
    int now = write ? left.decrementAndGet() : left.get();
    if (now < 0 || (now == 0 && write && !afterTheEffect)) {
      throw new LoadRig.Crash();
    }
    ApiAnswer answer = door.call(request);
    if (now == 0 && write) {
      throw new LoadRig.Crash();
    }
    return answer;
  }

  @Test
  void stopsTheRecordThatStandsTwiceInQTest() {
    sandbox.faults().add(FaultRule.nth(Side.QTEST, "POST", "/modules", FaultKind.LOST_RESPONSE, 2));
    AtomicInteger creations = new AtomicInteger();

    rig.load(
        request -> {
          boolean first = request.path().endsWith("/modules") && request.method().equals("POST");
          if (first && creations.getAndIncrement() == 0) {
            door.call(request);
          }
          return door.call(request);
        });

    assertThat(ledger.reject(TargetKind.MODULE, "folder/1")).isEqualTo("LOD-005");
    assertThat(ledger.state(TargetKind.TEST_CASE, "PAY-T1")).isEqualTo("HELD");
    assertThat(ledger.state(TargetKind.TEST_LOG, "PAY-E1")).isEqualTo("HELD");
    assertThat(standing().get("test-cycles")).isEqualTo(2);
  }

  @Test
  void holdsWhatNeedsARejectedCaseAndGoesOnWithTheRestUntilItIsMended() {
    long module = ledger.id(TargetKind.MODULE, "folder/2");
    ledger.plan(
        TargetKind.TEST_CASE,
        "PAY-T1",
        module,
        2000,
        PlannedLedger.aCase(
            "PAY-T1", "x".repeat(501), PlannedLedger.step("open"), PlannedLedger.step("type")));

    rig.load(door);
    String rejected = ledger.reject(TargetKind.TEST_CASE, "PAY-T1");
    String heldCaller = ledger.state(TargetKind.TEST_CASE, "PAY-T2");
    String otherLog = ledger.state(TargetKind.TEST_LOG, "PAY-E5");
    ledger.plan(
        TargetKind.TEST_CASE,
        "PAY-T1",
        module,
        2000,
        PlannedLedger.aCase(
            "PAY-T1", "log in", PlannedLedger.step("open"), PlannedLedger.step("type")));
    ledger.stepReading("folder/2", module, "2");
    rig.load(door);

    assertThat(rejected).isEqualTo("LOD-002");
    assertThat(heldCaller).isEqualTo("HELD");
    assertThat(otherLog).isEqualTo("WRITTEN");
    assertThat(ledger.reject(TargetKind.TEST_CASE, "PAY-T1")).isEmpty();
    assertThat(standing()).hasToString(WHOLE);
  }

  @Test
  void changesWhatChangedAndReadsTheStepsOfCallersAgain() {
    rig.load(door);
    long module = ledger.id(TargetKind.MODULE, "folder/2");
    ledger.testCase(
        PlannedLedger.aCase(
            "PAY-T1",
            "log in",
            PlannedLedger.step("open"),
            PlannedLedger.step("click"),
            PlannedLedger.step("wait")),
        module);
    long reading = ledger.stepReading("folder/2", module, "2");
    long run = ledger.id(TargetKind.TEST_RUN, "PAY-R2/PAY-T2");
    ledger.need(ledger.log("PAY-E6", "PAY-T2", run, null, "Passed", 1, 2, 3, 4), reading, false);

    rig.load(door);

    assertThat(ledger.count("WRITTEN")).isEqualTo(29);
    assertThat(one("test-cases", "PAY-T1").path("version").asText()).isEqualTo("2.0");
    assertThat(one("test-cases", "PAY-T2").path("version").asText()).isEqualTo("1.0");
    assertThat(standing().get("test-logs")).isEqualTo(6);
  }

  /** The files of a step stay with its id, and a new version has other ids (api-contract 2.8). */
  @Test
  void filesOfStepsGoToTheNewVersionOfTheirCase() {
    rig.load(door);
    long module = ledger.id(TargetKind.MODULE, "folder/2");
    ledger.testCase(
        PlannedLedger.aCase(
            "PAY-T2", "pay", PlannedLedger.call("PAY-T1"), PlannedLedger.step("pay all")),
        module);
    ledger.stepReading("folder/2", module, "2");

    rig.load(door);

    JsonNode steps =
        get("/test-cases/%d?expand=teststep".formatted(target(TargetKind.TEST_CASE, "PAY-T2")))
            .path("test_steps");
    assertThat(get("/test-steps/%d/attachments".formatted(steps.path(1).path("id").asLong())))
        .hasSize(1);
    assertThat(ledger.count("WRITTEN")).isEqualTo(28);
    long writes = door.writes();
    rig.load(door);
    assertThat(door.writes()).isEqualTo(writes);
  }

  @ParameterizedTest
  @CsvSource({"SKIP, LOD-010, edited by hand", "OVERWRITE, '', pays", "FAIL, '', edited by hand"})
  void followsTheConflictRuleWhenSomebodyEditedTheObject(
      OnConflict rule, String code, String name) {
    rig.load(door);
    rename("test-cases", "PAY-T3", "edited by hand");
    ledger.testCase(
        PlannedLedger.aCase("PAY-T3", "pays", PlannedLedger.step("refund")),
        ledger.id(TargetKind.MODULE, "folder/3"));
    rig.onConflict(rule);

    if (rule == OnConflict.FAIL) {
      assertThatThrownBy(() -> rig.load(door))
          .isInstanceOf(RunStopped.class)
          .hasMessageContaining("PAY-T3");
    } else {
      rig.load(door);
      assertThat(ledger.reject(TargetKind.TEST_CASE, "PAY-T3")).isEqualTo(code);
    }

    assertThat(one("test-cases", "PAY-T3").path("name").asText()).isEqualTo(name);
  }

  @Test
  void movesAndRenamesAModuleInTwoCalls() {
    rig.load(door);
    ledger.module("folder/3", "Accounts", ledger.id(TargetKind.MODULE, "folder/2"));

    rig.load(door);

    JsonNode moved = get("/modules/" + target(TargetKind.MODULE, "folder/3"));
    assertThat(moved.path("name").asText()).isEqualTo("Accounts");
    assertThat(moved.path("parent_id").asLong()).isEqualTo(target(TargetKind.MODULE, "folder/2"));
  }

  @Test
  void bringsCyclesToSuitesWhereThatIsSet() {
    rig.withSuites();
    long cycle = ledger.id(TargetKind.TEST_CYCLE, "cycle/PAY-R1");
    ledger.plan(
        TargetKind.TEST_SUITE,
        "cycle/PAY-R7",
        cycle,
        4001,
        new io.ztoq.qtest.CycleDocument(
            "Suite", "text [zephyr:cycle/PAY-R7]", "[zephyr:cycle/PAY-R7]", List.of()));
    sandbox
        .faults()
        .add(FaultRule.nth(Side.QTEST, "POST", "/test-suites", FaultKind.LOST_RESPONSE, 1));

    rig.load(door);

    assertThat(
            get(
                "/test-suites?parentType=test-cycle&parentId="
                    + target(TargetKind.TEST_CYCLE, "cycle/PAY-R1")))
        .hasSize(1);
    assertThat(ledger.state(TargetKind.TEST_SUITE, "cycle/PAY-R7")).isEqualTo("WRITTEN");
  }
}
