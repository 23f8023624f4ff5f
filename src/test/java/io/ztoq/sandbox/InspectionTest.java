package io.ztoq.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ztoq.sandbox.qtest.Snapshot;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looking into the sandbox and changing its data: what tests and benchmarks judge a run by. */
class InspectionTest extends QTestBed {

  private static final String STEP = "{'description': 'do', 'expected': 'done', 'order': 1}";

  private ApiClient.Answer admin(String method, String path, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(sandbox.qtestUrl() + "/__sandbox" + path))
            .method(method, BodyPublishers.ofString(body)));
  }

  @Test
  void aSnapshotShowsWhatStandsInQTest() throws Exception {
    long caseId = aCase(aModule("A"), STEP).id();
    aRun(aCycle(), caseId);

    Snapshot snapshot = sandbox.qtest().snapshot();
    JsonNode json = admin("GET", "/state", "").json();

    assertThat(snapshot.testCases().get(0).steps().get(0).expected()).isEqualTo("done");
    assertThat(snapshot.testCases().get(0).fields()).containsEntry("Priority", "Undecided");
    assertThat(snapshot.testRuns().get(0).caseId()).isEqualTo(caseId);
    assertThat(json.at("/testCases/0/id").asLong()).isEqualTo(caseId);
  }

  @Test
  void twoObjectsWithOneMarkerAreDuplicates() throws Exception {
    post("/modules", "{'name': 'A', 'description': 'x\\n[zephyr:folder/1]'}");
    assertThat(sandbox.qtest().snapshot().duplicates()).isEmpty();

    post("/modules", "{'name': 'B', 'description': '[zephyr:folder/1]'}");

    assertThat(sandbox.qtest().snapshot().duplicates())
        .containsExactly("modules [zephyr:folder/1] exists 2 times");
  }

  @Test
  void requestsAreCountedByOperation() throws Exception {
    client.zephyr("/testcases/PAY-T1/teststeps");
    client.zephyr("/testcases/PAY-T2/teststeps");

    assertThat(sandbox.requests().all())
        .containsEntry("ZEPHYR GET /testcases/{key}/teststeps", 2L)
        .containsEntry("ZEPHYR -> 422", 1L);
    assertThat(
            admin("GET", "/requests", "")
                .json()
                .get("ZEPHYR GET /testcases/{key}/teststeps")
                .asInt())
        .isEqualTo(2);
  }

  @Test
  void theStateOutlivesTheSandbox(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("state.gz");
    long field = post("/settings/test-cases/fields", "{'label': 'Own', 'data_type': 1}").id();
    long caseId = aCase(aModule("A"), STEP).id();
    long run = aRun(aCycle(), caseId).id();
    put("/test-cases/" + caseId + "/approve");
    post("/test-runs/" + run + "/test-logs", log("Passed", ", 'note': 'n'"));
    Snapshot before = sandbox.qtest().snapshot();
    admin("POST", "/save", "{\"file\": \"" + file + "\"}");

    try (Sandbox again = Sandbox.start(SandboxOptions.defaults().withStateFile(file))) {
      assertThat(again.qtest().snapshot()).isEqualTo(before);
      ApiClient other = new ApiClient(again);
      assertThat(other.qtest("GET", "/settings/test-cases/fields/" + field).status())
          .isEqualTo(200);
      assertThat(other.qtest("POST", "/modules", "{'name': 'B'}").json().get("pid").asText())
          .isEqualTo("MD-2");
    }
  }

  @Test
  void editsInZephyrAreSeenByUpdatedAfterAndDeletionsByKeyListsOnly() throws Exception {
    String later = "/testcases/nextgen?projectKey=PAY&limit=100&updatedAfter=2026-01-01T00:00:00Z";
    assertThat(client.zephyr(later).json().get("values")).isEmpty();

    sandbox.zephyrEdits().editCase("PAY-T5", row -> row.put("name", "Renamed"));
    String added = sandbox.zephyrEdits().addCase("PAY-T1", row -> row.put("name", "Fresh"));
    sandbox.zephyrEdits().deleteCase("PAY-T6");

    assertThat(client.zephyr(later).json().get("values").findValuesAsText("key"))
        .containsExactly("PAY-T5", "PAY-T21");
    assertThat(added).isEqualTo("PAY-T21");
    assertThat(client.zephyr("/testcases/PAY-T21/teststeps").json().get("values")).hasSize(1);
    assertThat(client.zephyr("/testcases/PAY-T6").status()).isEqualTo(404);
    assertThat(
            client.zephyr("/testcases?maxResults=100&projectKey=PAY").json().get("total").asInt())
        .isEqualTo(20);
  }

  @Test
  void everythingCanBeSteeredOverHttp() throws Exception {
    admin(
        "POST",
        "/faults",
        "{\"side\": \"QTEST\", \"method\": \"POST\", \"path\": \"modules$\", \"kind\": \"FORBIDDEN\","
            + " \"times\": 1}");
    admin("PUT", "/zephyr/testcases/PAY-T1", "{\"name\": \"By hand\"}");

    assertThat(post("/modules", "{'name': 'A'}").status()).isEqualTo(403);
    assertThat(post("/modules", "{'name': 'A'}").status()).isEqualTo(201);
    assertThat(client.zephyr("/testcases/PAY-T1").json().get("name").asText()).isEqualTo("By hand");
    assertThat(admin("GET", "/counts", "").json().get("modules").asInt()).isEqualTo(1);
    assertThat(admin("POST", "/faults", "{\"kind\": \"NONSENSE\"}").status()).isEqualTo(400);
    assertThat(List.of(admin("GET", "/nothing", "").status(), admin("GET", "/health", "").status()))
        .containsExactly(404, 200);
  }
}
