package io.ztoq.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.ztoq.sandbox.ApiClient.Answer;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An empty simulated qTest per test, and the few objects that most rules need. */
abstract class QTestBed {

  Sandbox sandbox;
  ApiClient client;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(SandboxOptions.defaults());
    client = new ApiClient(sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  Answer post(String path, String json) throws IOException, InterruptedException {
    return client.qtest("POST", path, json);
  }

  Answer put(String path, String... json) throws IOException, InterruptedException {
    return client.qtest("PUT", path, json);
  }

  Answer get(String path) throws IOException, InterruptedException {
    return client.qtest("GET", path);
  }

  Answer delete(String path) throws IOException, InterruptedException {
    return client.qtest("DELETE", path);
  }

  long aModule(String name) throws IOException, InterruptedException {
    return post("/modules", "{'name': '" + name + "'}").id();
  }

  /**
   * @param steps rows of the array, single-quoted JSON
   */
  Answer aCase(long module, String steps) throws IOException, InterruptedException {
    return post(
        "/test-cases",
        "{'name': 'Case', 'parent_id': "
            + module
            + ", 'properties': [], 'test_steps': ["
            + steps
            + "]}");
  }

  Answer aRun(long cycle, long caseId) throws IOException, InterruptedException {
    return post(
        "/test-runs?parentId=" + cycle + "&parentType=test-cycle",
        "{'name': 'Run', 'properties': [], 'test_case': {'id': " + caseId + "}}");
  }

  long aCycle() throws IOException, InterruptedException {
    return post("/test-cycles?parentId=0&parentType=root", "{'name': 'Cycle'}").id();
  }

  JsonNode field(String type, String label) throws IOException, InterruptedException {
    for (JsonNode field : get("/settings/" + type + "/fields").json()) {
      if (field.get("label").asText().equals(label)) {
        return field;
      }
    }
    throw new AssertionError("no field " + label);
  }

  long status(String name) throws IOException, InterruptedException {
    for (JsonNode each : get("/test-runs/execution-statuses").json()) {
      if (each.get("name").asText().equals(name)) {
        return each.get("id").asLong();
      }
    }
    throw new AssertionError("no status " + name);
  }

  /** Body of a log with the given rest, which starts with a comma. */
  String log(String status, String rest) throws IOException, InterruptedException {
    return "{'exe_start_date': '2024-03-22T08:00:00Z', 'exe_end_date': '2024-03-22T08:01:30.000Z', 'status': {'id': "
        + status(status)
        + "}"
        + rest
        + "}";
  }
}
