package io.ztoq.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ztoq.call.ApiRequest;
import io.ztoq.fixture.HttpDoor;
import io.ztoq.fixture.PlannedLedger;
import io.ztoq.fixture.Stores;
import io.ztoq.qtest.QTestJson;
import io.ztoq.sandbox.Sandbox;
import io.ztoq.sandbox.SandboxOptions;
import io.ztoq.store.Store;
import io.ztoq.store.TargetKind;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A sandbox, a store with a planned ledger, and looks at what stands in qTest. */
abstract class LoadTest {

  @TempDir Path folder;

  Sandbox sandbox;
  Store store;
  PlannedLedger ledger;
  LoadRig rig;
  HttpDoor door;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(SandboxOptions.defaults());
    store = Stores.sqlite(folder);
    ledger = new PlannedLedger(store);
    rig = new LoadRig(store, sandbox.qtestUrl().toString(), sandbox.qtestProjectId());
    door = new HttpDoor(sandbox.qtestUrl(), sandbox.qtestToken());
    planAll();
  }

  @AfterEach
  void stop() {
    store.close();
    sandbox.close();
  }

  /** The store is lost; another one holds the same plan. */
  void loseStore() {
    store.close();
    store = Stores.sqlite();
    ledger = new PlannedLedger(store);
    rig = new LoadRig(store, sandbox.qtestUrl().toString(), sandbox.qtestProjectId());
    planAll();
  }

  private void planAll() {
    long top = ledger.module("folder/1", "Payments", null);
    long cards = ledger.module("folder/2", "Cards", top);
    long same = ledger.module("folder/3", "Cards", top);
    ledger.testCase(
        PlannedLedger.aCase(
            "PAY-T1", "log in", PlannedLedger.step("open"), PlannedLedger.step("type")),
        cards);
    ledger.testCase(
        PlannedLedger.aCase(
            "PAY-T2", "pay", PlannedLedger.call("PAY-T1"), PlannedLedger.step("pay")),
        cards);
    ledger.testCase(PlannedLedger.aCase("PAY-T3", "refund", PlannedLedger.step("refund")), same);
    ledger.testCase(PlannedLedger.aCase("PAY-T4", "empty"), cards);
    long reading = ledger.stepReading("folder/2", cards, "1", "PAY-T1", "PAY-T2", "PAY-T4");
    long otherReading = ledger.stepReading("folder/3", same, "1", "PAY-T3");
    long sprint = ledger.cycle("cycle/PAY-R1", "Sprint", null);
    long inner = ledger.cycle("cycle/PAY-R2", "Sprint", sprint);
    long run1 = ledger.run("PAY-R1/PAY-T1", "PAY-T1", sprint, reading);
    long run2 = ledger.run("PAY-R2/PAY-T2", "PAY-T2", inner, reading);
    long run3 = ledger.run("PAY-R2/PAY-T3", "PAY-T3", inner, otherReading);
    ledger.run("PAY-R2/PAY-T3/Chrome 1/2", "PAY-T3", inner, otherReading);
    long log1 = ledger.log("PAY-E1", "PAY-T1", run1, null, "Failed", 1, 2);
    long log2 = ledger.log("PAY-E2", "PAY-T1", run1, log1, "Passed", 2);
    ledger.log("PAY-E3", "PAY-T1", run1, log2, "Blocked");
    long log4 = ledger.log("PAY-E4", "PAY-T2", run2, null, "Passed", 1, 2, 3);
    ledger.log("PAY-E5", "PAY-T3", run3, null, "Incomplete", 1);
    ledger.file(
        "TestCase/PAY-T1/1",
        ledger.id(TargetKind.TEST_CASE, "PAY-T1"),
        "ä b+c%41 (2).png",
        "one",
        0);
    long onStep =
        ledger.file(
            "TestStep/PAY-T2/2/2", ledger.id(TargetKind.TEST_CASE, "PAY-T2"), "step.txt", "two", 2);
    ledger.need(onStep, reading, false);
    ledger.file("TestExecution/PAY-E1/3", log1, "log.txt", "three", 0);
    ledger.file("TestExecutionStep/PAY-E4/3/4", log4, "result.txt", "four", 3);
  }

  Map<String, Integer> standing() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    counts.put("modules", modules(get("/modules?expand=descendants")));
    counts.put("test-cases", get("/test-cases?size=999").size());
    JsonNode cycles = get("/test-cycles?parentId=0&parentType=root&expand=descendants");
    counts.put(
        "test-cycles",
        cycles.size() + cycles.findValues("test-cycles").stream().mapToInt(JsonNode::size).sum());
    JsonNode runs = get("/test-runs?parentId=0&parentType=root&expand=descendants").path("items");
    counts.put("test-runs", runs.size());
    int logs = 0;
    for (JsonNode run : runs) {
      logs += get("/test-runs/" + run.path("id").asLong() + "/test-logs").path("items").size();
    }
    counts.put("test-logs", logs);
    int files = 0;
    for (String type : List.of("test-cases", "test-steps", "test-logs")) {
      files += get("/attachments?type=" + type).path("items").size();
    }
    counts.put("attachments", files + stepLogFiles());
    return counts;
  }

  private int stepLogFiles() {
    int files = 0;
    for (JsonNode run :
        get("/test-runs?parentId=0&parentType=root&expand=descendants").path("items")) {
      for (JsonNode log :
          get("/test-runs/" + run.path("id").asLong() + "/test-logs").path("items")) {
        for (JsonNode step : log.path("test_step_logs")) {
          files +=
              get("/test-step-logs/" + step.path("test_step_log_id").asLong() + "/attachments")
                  .size();
        }
      }
    }
    return files;
  }

  private static int modules(JsonNode rows) {
    int count = rows.size();
    for (JsonNode row : rows) {
      count += modules(row.path("children"));
    }
    return count;
  }

  List<String> approvals() {
    return get("/test-cases?size=999").findValuesAsText("version");
  }

  int stepsOfLog(String runKey) {
    return get("/test-runs/" + target(TargetKind.TEST_RUN, runKey) + "/test-logs")
        .path("items")
        .path(0)
        .path("test_step_logs")
        .size();
  }

  JsonNode one(String type, String key) {
    return get("/" + type + "/" + target(TargetKind.TEST_CASE, key));
  }

  void rename(String type, String key, String name) {
    JsonNode live = one(type, key);
    var body = QTestJson.object().put("name", name);
    body.putArray("properties");
    var steps = body.putArray("test_steps");
    steps.addObject().put("description", "refund").put("expected", "");
    String path =
        "/api/v3/projects/"
            + sandbox.qtestProjectId()
            + "/"
            + type
            + "/"
            + live.path("id").asLong();
    assertThat(door.call(ApiRequest.send("PUT", path, path, QTestJson.write(body))).ok()).isTrue();
  }

  long target(TargetKind kind, String key) {
    return store.read(
        session ->
            session.number(
                "SELECT target_id FROM target_object WHERE kind = ? AND source_key = ?",
                kind,
                key));
  }

  JsonNode get(String path) {
    String[] parts = path.split("\\?", 2);
    ApiRequest request =
        ApiRequest.get("/api/v3/projects/" + sandbox.qtestProjectId() + parts[0], parts[0]);
    if (parts.length > 1) {
      for (String pair : parts[1].split("&")) {
        request = request.with(pair.split("=")[0], pair.split("=")[1]);
      }
    }
    return QTestJson.body(door.call(request)).orElseThrow();
  }
}
