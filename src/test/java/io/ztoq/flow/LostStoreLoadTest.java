package io.ztoq.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.ztoq.call.ApiAnswer;
import io.ztoq.call.ApiRequest;
import io.ztoq.qtest.FieldCatalogue;
import io.ztoq.qtest.QTestJson;
import io.ztoq.store.TargetKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a load with a store that is behind qTest does in the corners. */
class LostStoreLoadTest extends LoadTest {

  private static final String WHOLE =
      "{modules=3, test-cases=4, test-cycles=2, test-runs=4, test-logs=5, attachments=4}";

  @Test
  void anEmptyTargetCostsFewLooks() {
    List<String> looks = new ArrayList<>();
    AtomicBoolean written = new AtomicBoolean();

    rig.load(
        request -> {
          boolean looking = request.repeatable() && !request.path().contains("settings");
          synchronized (looks) {
            written.compareAndSet(false, !looking && !request.path().contains("settings"));
            if (!written.get() && looking) {
              looks.add(request.name());
            }
          }
          return door.call(request);
        });

    // project, profile, statuses; then two searches, the trees of modules and cycles, releases
    assertThat(looks).hasSizeLessThanOrEqualTo(3 + 5);
  }

  @Test
  void adoptsEverythingAndSendsNothing() {
    rig.load(door);
    loseStore();
    long writes = writesOf(door.writes(), () -> rig.load(door));

    assertThat(writes).as("searches are the only posts").isLessThanOrEqualTo(6);
    assertThat(standing()).hasToString(WHOLE);
    assertThat(ledger.count("WRITTEN")).isEqualTo(28);
    assertThat(approvals()).allMatch("1.0"::equals);
  }

  private long writesOf(long before, Runnable work) {
    work.run();
    return door.writes() - before;
  }

  @Test
  void findsEverythingInListsWhereTheSiteRefusesToSearch() {
    rig.load(door);
    loseStore();

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

    assertThat(standing()).hasToString(WHOLE);
    assertThat(ledger.count("WRITTEN")).isEqualTo(28);
  }

  @Test
  void findsWhatPeopleMoved() {
    rig.load(door);
    long cards = target(TargetKind.MODULE, "folder/2");
    long moved = target(TargetKind.TEST_CASE, "PAY-T3");
    move(moved, cards);
    loseStore();

    rig.load(door);

    assertThat(standing()).hasToString(WHOLE);
    assertThat(target(TargetKind.TEST_CASE, "PAY-T3")).isEqualTo(moved);
    assertThat(one("test-cases", "PAY-T3").path("parent_id").asLong())
        .isEqualTo(target(TargetKind.MODULE, "folder/3"));
  }

  private void move(long id, long module) {
    var body = QTestJson.object().put("name", "refund").put("parent_id", module);
    var properties = body.putArray("properties");
    get("/test-cases/" + id)
        .path("properties")
        .forEach(
            property -> {
              if (property.path("field_value").isTextual()) {
                properties.add(property.deepCopy());
              }
            });
    body.putArray("test_steps").addObject().put("description", "refund").put("expected", "");
    body.withArray("properties")
        .forEach(
            property ->
                ((com.fasterxml.jackson.databind.node.ObjectNode) property)
                    .retain("field_id", "field_value"));
    String path = "/api/v3/projects/" + sandbox.qtestProjectId() + "/test-cases/" + id;
    ApiAnswer answer = door.call(ApiRequest.send("PUT", path, path, QTestJson.write(body)));
    assertThat(answer.ok()).as(answer.text()).isTrue();
  }

  @Test
  void stopsTheRecordWhoseMarkerStandsTwice() {
    rig.load(door);
    var copy =
        QTestJson.object()
            .put("name", "refund, copied")
            .put("parent_id", target(TargetKind.MODULE, "folder/1"));
    var key = copy.putArray("properties").addObject();
    get("/settings/test-cases/fields")
        .forEach(
            field -> {
              if (field.path("label").asText().equals(FieldCatalogue.ZEPHYR_KEY)) {
                key.put("field_id", field.path("id").asLong()).put("field_value", "PAY-T3");
              }
            });
    String path = "/api/v3/projects/" + sandbox.qtestProjectId() + "/test-cases";
    assertThat(door.call(ApiRequest.send("POST", path, path, QTestJson.write(copy))).ok()).isTrue();
    loseStore();

    rig.load(door);

    assertThat(ledger.reject(TargetKind.TEST_CASE, "PAY-T3")).isEqualTo("LOD-005");
    assertThat(ledger.state(TargetKind.TEST_CASE, "PAY-T1")).isEqualTo("WRITTEN");
    assertThat(standing()).hasToString(WHOLE.replace("test-cases=4", "test-cases=5"));
  }

  @Test
  void looksAgainAfterACrashInTheMiddleOfTheLook() {
    rig.load(door);
    loseStore();
    int crashes = 0;
    for (int at = 8; at < 120; at += 4) {
      AtomicInteger left = new AtomicInteger(at);
      try {
        rig.load(
            request -> {
              if (left.decrementAndGet() < 0) {
                throw new LoadRig.Crash();
              }
              return door.call(request);
            });
      } catch (LoadRig.Crash crash) {
        crashes++;
        ledger.claimForADeadRun();
      }
    }

    rig.load(door);

    assertThat(crashes).isGreaterThan(3);
    assertThat(standing()).hasToString(WHOLE);
    assertThat(ledger.count("WRITTEN")).isEqualTo(28);
    assertThat(approvals()).allMatch("1.0"::equals);
  }
}
