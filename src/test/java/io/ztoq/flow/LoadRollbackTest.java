package io.ztoq.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ztoq.call.ApiAnswer;
import io.ztoq.call.ApiRequest;
import io.ztoq.call.Door;
import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.failure.TransientFailure;
import io.ztoq.qtest.CycleDocument;
import io.ztoq.qtest.QTestRequests;
import io.ztoq.rollback.LoadRollback;
import io.ztoq.store.RollbackLedger;
import io.ztoq.store.TargetKind;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Taking a load back that does not go smoothly. */
class LoadRollbackTest extends LoadTest {

  private final AtomicBoolean stop = new AtomicBoolean();

  /** By these fields a rollback sees whether somebody edited an object. */
  @BeforeEach
  void planFields() {
    for (String type : List.of("test-cases", "test-runs", "test-suites")) {
      ledger.planField(type, "Zephyr Key");
    }
    ledger.planField("test-cases", "Priority");
  }

  @Test
  void countsWhatItDeletedAlsoWhenAnotherDeletionFails() {
    rig.load(door);
    long first = target(TargetKind.TEST_RUN, "PAY-R2/PAY-T3/Chrome 1/2");

    Throwable problem =
        catchThrowable(
            () -> rollback(request -> isDeletion(request, first) ? fail() : door.call(request)));

    assertThat(problem).isInstanceOf(TransientFailure.class);
    assertThat(standing().get("test-runs")).isEqualTo(1);
    assertThat(counted("RBK-DELETED", TargetKind.TEST_RUN)).isEqualTo(3);
  }

  @Test
  void saysThatItWasStoppedBeforeTheEnd() {
    rig.load(door);

    Throwable problem =
        catchThrowable(
            () ->
                rollback(
                    request -> {
                      stop.compareAndSet(false, request.method().equals("DELETE"));
                      return door.call(request);
                    }));

    assertThat(problem)
        .isInstanceOfSatisfying(
            RunStopped.class, s -> assertThat(s.exitCode()).isEqualTo(ExitCode.STOPPED));
    assertThat(standing().get("modules")).isEqualTo(3);
  }

  @Test
  void takesASuiteBackUnlessSomebodyElseHasRunsInIt() {
    rig.withSuites();
    for (String key : List.of("cycle/PAY-R7", "cycle/PAY-R8")) {
      String marker = "[zephyr:" + key + "]";
      ledger.plan(
          TargetKind.TEST_SUITE,
          key,
          ledger.id(TargetKind.TEST_CYCLE, "cycle/PAY-R1"),
          4001,
          new CycleDocument("Suite", "text " + marker, marker, List.of()));
    }
    rig.load(door);
    long used = target(TargetKind.TEST_SUITE, "cycle/PAY-R8");
    String path = "/api/v3/projects/" + sandbox.qtestProjectId() + "/test-runs";
    String run =
        "{\"name\": \"by a person\", \"properties\": [], \"test_case\": {\"id\": %d}}"
            .formatted(target(TargetKind.TEST_CASE, "PAY-T1"));
    door.call(
        ApiRequest.send("POST", path, path, run)
            .with("parentId", used)
            .with("parentType", "test-suite"));

    rollback(door);

    assertThat(counted("RBK-DELETED", TargetKind.TEST_SUITE)).isEqualTo(1);
    assertThat(get("/test-runs?parentId=" + used + "&parentType=test-suite").path("items"))
        .hasSize(1);
  }

  @Test
  void leavesACaseOfWhichSomebodyElseMadeARun() {
    rig.load(door);
    String path = "/api/v3/projects/" + sandbox.qtestProjectId() + "/test-runs";
    String run =
        "{\"name\": \"by a person\", \"properties\": [], \"test_case\": {\"id\": %d}}"
            .formatted(target(TargetKind.TEST_CASE, "PAY-T3"));
    door.call(
        ApiRequest.send("POST", path, path, run).with("parentId", 0).with("parentType", "root"));

    rollback(door);

    assertThat(standing()).containsEntry("test-cases", 1).containsEntry("test-runs", 1);
    String left =
        store
            .read(
                session ->
                    session.first(
                        "SELECT message FROM finding WHERE rule_id = 'RBK-LEFT' AND source_key = 'PAY-T3'",
                        row -> row.text("message")))
            .orElse("nothing");
    assertThat(left).contains("of somebody else uses it");
  }

  private void rollback(Door qtest) {
    new LoadRollback(
            new RollbackLedger(store, "PAY", "back"),
            qtest,
            new QTestRequests(sandbox.qtestProjectId()),
            4,
            stop::get)
        .run();
  }

  private static boolean isDeletion(ApiRequest request, long id) {
    return request.method().equals("DELETE") && request.path().endsWith("/" + id);
  }

  private static ApiAnswer fail() {
    throw new TransientFailure("QTS-500", "answered 500 on every attempt");
  }

  private long counted(String rule, TargetKind kind) {
    return store.read(
        session ->
            session.number(
                "SELECT sum(CAST(actual AS INTEGER)) FROM finding WHERE rule_id = ? AND scope = ?",
                rule,
                kind));
  }
}
