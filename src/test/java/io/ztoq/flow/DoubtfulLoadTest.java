package io.ztoq.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ztoq.call.ApiAnswer;
import io.ztoq.call.ApiRequest;
import io.ztoq.store.TargetKind;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** An object may stand in qTest as long as nobody has looked; meanwhile its source may change. */
class DoubtfulLoadTest extends LoadTest {

  /** Sends the request whose body or name holds a text, and dies before anything is recorded. */
  private void dieAfter(String path, String text) {
    Throwable crash =
        catchThrowable(
            () ->
                rig.load(
                    request -> {
                      ApiAnswer answer = door.call(request);
                      if (isCreation(request, path, text)) {
                        throw new LoadRig.Crash();
                      }
                      return answer;
                    }));
    assertThat(crash).isInstanceOf(LoadRig.Crash.class);
  }

  private static boolean isCreation(ApiRequest request, String path, String text) {
    return request.method().equals("POST")
        && request.path().endsWith(path)
        && new String(request.body(), StandardCharsets.UTF_8).contains(text);
  }

  private void set(String change, TargetKind kind, String key) {
    store.write(
        session ->
            session.update(
                "UPDATE target_object SET " + change + " WHERE kind = ? AND source_key = ?",
                kind,
                key));
  }

  private long leftResultsOf(String execution) {
    return store.read(
        session ->
            session.number(
                "SELECT count(*) FROM target_object WHERE kind = ? AND state = 'GONE' AND target_id IS NOT NULL"
                    + " AND source_key LIKE ?",
                TargetKind.TEST_LOG,
                execution + "@%"));
  }

  @Test
  void aModuleThatMovedWhileItsAnswerWasMissingIsMovedNotMadeAgain() {
    dieAfter("/modules", "folder/3");
    long cards = ledger.id(TargetKind.MODULE, "folder/2");
    set("parent_id = " + cards + ", document_sha256 = 'moved'", TargetKind.MODULE, "folder/3");

    rig.load(door);

    assertThat(standing()).containsEntry("modules", 3);
    assertThat(ledger.reject(TargetKind.MODULE, "folder/3")).isEmpty();
    assertThat(ledger.state(TargetKind.MODULE, "folder/3")).isEqualTo("WRITTEN");
    assertThat(get("/modules/" + target(TargetKind.MODULE, "folder/3")).path("parent_id").asLong())
        .isEqualTo(target(TargetKind.MODULE, "folder/2"));
  }

  /** qTest neither moves nor deletes results (decision 0005). */
  @Test
  void aResultWhoseRunChangedWhileItsAnswerWasMissingIsWrittenOnceAtItsRunOfToday() {
    dieAfter("/test-logs", "PAY-E5");
    set(
        "parent_id = "
            + ledger.id(TargetKind.TEST_RUN, "PAY-R2/PAY-T3/Chrome 1/2")
            + ", document_sha256 = 'moved'",
        TargetKind.TEST_LOG,
        "PAY-E5");

    rig.load(door);
    rig.load(door);

    assertThat(standing()).containsEntry("test-logs", 6);
    assertThat(ledger.state(TargetKind.TEST_LOG, "PAY-E5")).isEqualTo("WRITTEN");
    assertThat(ledger.reject(TargetKind.TEST_LOG, "PAY-E5")).isEmpty();
    assertThat(leftResultsOf("PAY-E5")).isEqualTo(1);
  }

  @Test
  void whatIsGoneInZephyrIsNotSentBecauseItWasInDoubt() {
    Throwable crash =
        catchThrowable(
            () ->
                rig.load(
                    request -> {
                      if (isCreation(request, "/test-cases", "PAY-T3")) {
                        throw new LoadRig.Crash();
                      }
                      return door.call(request);
                    }));
    set("doubt_ends_as = 'GONE'", TargetKind.TEST_CASE, "PAY-T3");

    rig.load(door);

    assertThat(crash).isInstanceOf(LoadRig.Crash.class);
    assertThat(standing()).containsEntry("test-cases", 3);
    assertThat(ledger.state(TargetKind.TEST_CASE, "PAY-T3")).isEqualTo("GONE");
  }

  @Test
  void whatStandsAndIsRejectedByNowKeepsItsIdAndIsNotChanged() {
    dieAfter("/test-cases", "PAY-T3");
    set("doubt_ends_as = 'REJECTED'", TargetKind.TEST_CASE, "PAY-T3");

    rig.load(door);

    assertThat(standing()).containsEntry("test-cases", 4);
    assertThat(ledger.state(TargetKind.TEST_CASE, "PAY-T3")).isEqualTo("REJECTED");
    assertThat(target(TargetKind.TEST_CASE, "PAY-T3")).isPositive();
  }

  /** Nine new modules are sent before it, so a glance at the first ones does not show it. */
  @Test
  void anObjectThatWasGivenUpIsLookedForBeforeItIsSentAnotherTime() {
    AtomicReference<ApiRequest> lost = new AtomicReference<>();
    rig.load(
        request -> {
          if (isCreation(request, "/modules", "folder/2")) {
            lost.set(request);
            return ApiAnswer.lost("reset");
          }
          return door.call(request);
        });
    assertThat(ledger.reject(TargetKind.MODULE, "folder/2")).isEqualTo("LOD-006");
    assertThat(door.call(lost.get()).ok()).as("it arrives in the end").isTrue();
    for (int id = 10; id < 19; id++) {
      ledger.module("folder/" + id, "new", null);
    }

    rig.load(door);

    assertThat(standing()).containsEntry("modules", 3 + 9);
    assertThat(ledger.state(TargetKind.MODULE, "folder/2")).isEqualTo("WRITTEN");
  }

  @Test
  void aResultThatTheStoreHasLostIsFoundBehindManyNewOnes() {
    loseOneResultBehindNewOnes();

    rig.load(door);

    assertThat(standing()).containsEntry("test-logs", 5 + 9);
  }

  @Test
  void aResultThatTheStoreHasLostIsFoundWhereTheSiteRefusesToSearch() {
    loseOneResultBehindNewOnes();

    rig.load(
        request ->
            request.path().endsWith("/search")
                ? new ApiAnswer(
                    400,
                    Map.of(),
                    "{\"message\": \"no\"}".getBytes(StandardCharsets.UTF_8),
                    null,
                    null)
                : door.call(request));

    assertThat(standing()).containsEntry("test-logs", 5 + 9);
  }

  private void loseOneResultBehindNewOnes() {
    rig.load(door);
    set(
        "state = 'PLANNED', target_id = NULL, written_sha256 = NULL, was_created = FALSE",
        TargetKind.TEST_LOG,
        "PAY-E5");
    long run = ledger.id(TargetKind.TEST_RUN, "PAY-R1/PAY-T1");
    for (int id = 10; id < 19; id++) {
      ledger.log("PAY-E" + id, "PAY-T1", run, null, "Passed", 1);
    }
  }

  @Test
  void aFileThatTheStoreHasLostIsNotUploadedAgain() {
    rig.load(door);
    set(
        "state = 'PLANNED', target_id = NULL, written_sha256 = NULL, was_created = FALSE",
        TargetKind.ATTACHMENT,
        "TestExecutionStep/PAY-E4/3/4");
    for (int id = 10; id < 19; id++) {
      ledger.file(
          "TestCase/PAY-T3/" + id,
          ledger.id(TargetKind.TEST_CASE, "PAY-T3"),
          "new-" + id + ".txt",
          "new",
          0);
    }

    rig.load(door);

    assertThat(standing()).containsEntry("attachments", 4 + 9);
  }
}
