package io.ztoq.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.ztoq.call.ApiAnswer;
import io.ztoq.call.ApiRequest;
import io.ztoq.failure.TransientFailure;
import io.ztoq.fixture.PlannedLedger;
import io.ztoq.sandbox.fault.FaultKind;
import io.ztoq.sandbox.fault.FaultRule;
import io.ztoq.sandbox.fault.Side;
import io.ztoq.store.TargetKind;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What a later load makes of what an earlier one wrote or left. */
class RepeatedLoadTest extends LoadTest {

  @Test
  void readsTheStepsOfACaseThatQTestTakesLaterWithoutAChangeInZephyr() {
    rig.load(
        request -> isOf(request, "POST", "/test-cases", "PAY-T3") ? no(400) : door.call(request));
    assertThat(ledger.reject(TargetKind.TEST_CASE, "PAY-T3")).isEqualTo("LOD-002");

    rig.load(door);

    assertThat(ledger.reject(TargetKind.TEST_LOG, "PAY-E5")).isEmpty();
    assertThat(ledger.count("WRITTEN")).isEqualTo(28);
    assertThat(stepsOfLog("PAY-R2/PAY-T3")).isEqualTo(1);
  }

  @Test
  void aNewResultOfAnOldRunWaitsForTheStepsOfItsChangedCase() {
    rig.load(door);
    long module = ledger.id(TargetKind.MODULE, "folder/3");
    ledger.testCase(
        PlannedLedger.aCase(
            "PAY-T3", "refund", PlannedLedger.step("refund"), PlannedLedger.step("look")),
        module);
    ledger.stepReading("folder/3", module, "2");
    long run = ledger.id(TargetKind.TEST_RUN, "PAY-R2/PAY-T3");
    ledger.log("PAY-E9", "PAY-T3", run, null, "Passed", 1, 2);

    rig.load(door);

    assertThat(ledger.reject(TargetKind.TEST_LOG, "PAY-E9")).isEmpty();
    assertThat(ledger.count("WRITTEN")).isEqualTo(29);
  }

  @Test
  void aChangedFileIsThereOnceWhenTheAnswerToItsUploadIsLost() {
    rig.load(door);
    long log = ledger.id(TargetKind.TEST_LOG, "PAY-E1");
    ledger.file("TestExecution/PAY-E1/3", log, "log.txt", "changed", 0);
    sandbox
        .faults()
        .add(FaultRule.nth(Side.QTEST, "POST", "/blob-handles", FaultKind.LOST_RESPONSE, 1));

    rig.load(door);

    assertThat(standing().get("attachments")).isEqualTo(4);
    assertThat(ledger.count("WRITTEN")).isEqualTo(28);
  }

  @Test
  void anObjectWhoseChangeAlwaysBreaksTheSiteIsRejectedAndTheOthersGoOn() {
    rig.load(door);
    ledger.testCase(
        PlannedLedger.aCase("PAY-T3", "poison", PlannedLedger.step("refund")),
        ledger.id(TargetKind.MODULE, "folder/3"));
    ledger.testCase(
        PlannedLedger.aCase("PAY-T4", "fine"), ledger.id(TargetKind.MODULE, "folder/2"));

    rig.load(
        request ->
            isOf(request, "PUT", "/test-cases", "poison") ? broken(request) : door.call(request));

    assertThat(ledger.reject(TargetKind.TEST_CASE, "PAY-T3")).isEqualTo("LOD-006");
    assertThat(one("test-cases", "PAY-T4").path("name").asText()).isEqualTo("fine");
  }

  @Test
  void aChangeWhoseAnswerIsLostIsNoEditOfSomebodyElse() {
    rig.load(door);
    ledger.testCase(
        PlannedLedger.aCase("PAY-T3", "changed", PlannedLedger.step("refund")),
        ledger.id(TargetKind.MODULE, "folder/3"));
    sandbox
        .faults()
        .add(FaultRule.nth(Side.QTEST, "PUT", "/test-cases", FaultKind.LOST_RESPONSE, 1));

    rig.load(door);

    assertThat(ledger.reject(TargetKind.TEST_CASE, "PAY-T3")).isEmpty();
    assertThat(one("test-cases", "PAY-T3").path("name").asText()).isEqualTo("changed");
    assertThat(ledger.count("WRITTEN")).isEqualTo(28);
  }

  @Test
  void looksBelowTheParentsWhereTheSiteShowsNoTrees() {
    rig.load(door);
    loseStore();

    rig.load(
        request ->
            "descendants".equals(request.query().get("expand")) ? no(400) : door.call(request));

    assertThat(ledger.count("WRITTEN")).isEqualTo(28);
    assertThat(standing().get("modules")).isEqualTo(3);
  }

  @Test
  void anEditBetweenOurWriteAndTheReadingOfTheStepsIsNotTakenForOurs() {
    AtomicBoolean edited = new AtomicBoolean();
    rig.load(
        request -> {
          boolean isReading = request.query().containsKey("expandSteps");
          if (isReading && approved("PAY-T3") && edited.compareAndSet(false, true)) {
            rename("test-cases", "PAY-T3", "by a person");
          }
          return door.call(request);
        });
    ledger.testCase(
        PlannedLedger.aCase("PAY-T3", "by Zephyr", PlannedLedger.step("refund")),
        ledger.id(TargetKind.MODULE, "folder/3"));

    rig.load(door);

    assertThat(edited).isTrue();
    assertThat(ledger.reject(TargetKind.TEST_CASE, "PAY-T3")).isEqualTo("LOD-010");
    assertThat(one("test-cases", "PAY-T3").path("name").asText()).isEqualTo("by a person");
  }

  private boolean approved(String key) {
    store.settle();
    return ledger.state(TargetKind.APPROVAL, key).equals("WRITTEN");
  }

  private static boolean isOf(ApiRequest request, String method, String list, String word) {
    return request.method().equals(method)
        && request.path().contains(list)
        && new String(request.body(), StandardCharsets.UTF_8).contains(word);
  }

  /** As the door does it: what may be repeated fails in the end, of the rest nobody knows. */
  private static ApiAnswer broken(ApiRequest request) {
    if (request.repeatable()) {
      throw new TransientFailure("QTS-500", "answered 500 on every attempt");
    }
    return ApiAnswer.lost("answered 500");
  }

  private static ApiAnswer no(int status) {
    byte[] body = "{\"message\": \"no\"}".getBytes(StandardCharsets.UTF_8);
    return new ApiAnswer(status, Map.of(), body, null, null);
  }
}
