package io.ztoq.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ztoq.sandbox.ApiClient.Answer;
import io.ztoq.sandbox.qtest.QTestRules;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The rules of cycles, runs, logs, files and search: api-contract.md 2.6 to 2.12, each as a
 * sentence.
 */
class QTestExecutionRulesTest extends QTestBed {

  private static final String STEP = "{'description': 'do', 'expected': 'done', 'order': 1}";

  private long caseId;
  private long version;
  private String logs = "";

  private void aRunOfAnApprovedCase() throws Exception {
    caseId = aCase(aModule("A"), STEP).id();
    version = put("/test-cases/" + caseId + "/approve").json().get("test_case_version_id").asLong();
    logs = "/test-runs/" + aRun(aCycle(), caseId).id() + "/test-logs";
  }

  private long step(long wanted) throws Exception {
    return get("/test-cases/" + caseId + "/versions/" + wanted + "/test-steps")
        .json()
        .get(0)
        .get("id")
        .asLong();
  }

  @Test
  void aCycleWithoutParentParametersLandsAtTheRootAndIsNoted() throws Exception {
    long parent = aCycle();
    post("/test-cycles?parentId=" + parent + "&parentType=test-cycle", "{'name': 'Child'}");

    post("/test-cycles?parentId=" + parent, "{'name': 'Lost'}");

    assertThat(get("/test-cycles?parentId=0&parentType=root").json()).hasSize(2);
    assertThat(sandbox.qtest().snapshot().violations()).isNotEmpty();
    assertThat(
            post(
                    "/test-cycles?parentId=" + parent + "&parentType=test-cycle",
                    "{'name': 'x', 'parent_id': 1}")
                .status())
        .isEqualTo(400);
  }

  @Test
  void childrenOfACycleStandUnderKeysWithHyphensOnlyWhenExpanded() throws Exception {
    long parent = aCycle();
    post("/test-cycles?parentId=" + parent + "&parentType=test-cycle", "{'name': 'Child'}");

    assertThat(get("/test-cycles/" + parent).json().has("test-cycles")).isFalse();
    assertThat(get("/test-cycles/" + parent + "?expand=descendants").json().get("test-cycles"))
        .hasSize(1);
  }

  @Test
  void aFilledCycleIsOnlyDeletedByForceAndTakesItsRunsAlong() throws Exception {
    aRunOfAnApprovedCase();
    post(logs, log("Passed", ""));
    long cycle = get("/test-cycles").json().get(0).get("id").asLong();

    assertThat(delete("/test-cycles/" + cycle).status()).isEqualTo(400);
    assertThat(delete("/test-cycles/" + cycle + "?force=true").status()).isEqualTo(200);
    assertThat(sandbox.qtest().counts())
        .containsEntry("test-runs", 0L)
        .containsEntry("test-logs", 0L);
  }

  @Test
  void aRunNeedsPropertiesAnExistingCaseAndAVersionOfThatCase() throws Exception {
    aRunOfAnApprovedCase();
    String path = "/test-runs?parentId=0&parentType=root";

    assertThat(post(path, "{'name': 'r', 'test_case': {'id': " + caseId + "}}").status())
        .isEqualTo(400);
    assertThat(post(path, "{'name': 'r', 'properties': []}").status()).isEqualTo(400);
    assertThat(post(path, "{'name': 'r', 'properties': [], 'test_case': {'id': 1}}").status())
        .isEqualTo(400);
    assertThat(
            post(
                    path,
                    "{'name': 'r', 'properties': [], 'test_case': {'id': "
                        + caseId
                        + ", 'test_case_version_id': 1}}")
                .status())
        .isEqualTo(400);
    assertThat(
            post(path, "{'name': 'r', 'properties': [], 'test_case': {'id': " + caseId + "}}")
                .status())
        .isEqualTo(201);
  }

  @Test
  void aRunAnswersInMixedStyleWithAStatusString() throws Exception {
    aRunOfAnApprovedCase();
    post(logs, log("Failed", ""));
    post(logs, log("Passed", ""));

    JsonNode run =
        get("/test-runs?parentId="
                + get("/test-cycles").json().get(0).get("id")
                + "&parentType=test-cycle")
            .json()
            .at("/items/0");

    assertThat(run.get("testCaseId").asLong()).isEqualTo(caseId);
    assertThat(run.at("/latest_test_log/status").asText()).isEqualTo("Passed");
    assertThat(run.get("properties").findValuesAsText("field_id")).contains("-106");
  }

  @Test
  void aLogNeedsBothDatesAndAStatusOfTheProject() throws Exception {
    aRunOfAnApprovedCase();

    assertThat(
            post(
                    logs,
                    "{'exe_start_date': '2024-03-22T08:00:00Z', 'status': {'id': "
                        + status("Passed")
                        + "}}")
                .status())
        .isEqualTo(400);
    assertThat(
            post(logs, log("Passed", "").replace("2024-03-22T08:00:00Z", "2024-03-22 08:00"))
                .status())
        .isEqualTo(400);
    assertThat(post(logs, log("Passed", "").replace("" + status("Passed"), "601")).status())
        .isEqualTo(400);
    assertThat(post(logs, log("Passed", "")).status()).isEqualTo(201);
  }

  @Test
  void aLogWithoutVersionBindsToTheApprovedOneOrIsRefused() throws Exception {
    aRunOfAnApprovedCase();
    long draft =
        put("/test-cases/" + caseId, "{'properties': []}")
            .json()
            .get("test_case_version_id")
            .asLong();
    long never = aCase(aModule("B"), STEP).id();

    Answer bound = post(logs, log("Passed", ""));
    Answer refused =
        post("/test-runs/" + aRun(aCycle(), never).id() + "/test-logs", log("Passed", ""));

    assertThat(bound.json().get("test_case_version_id").asLong())
        .isEqualTo(version)
        .isNotEqualTo(draft);
    assertThat(refused.status()).isEqualTo(400);
  }

  @Test
  void stepResultsMustNameStepsOfExactlyThatVersion() throws Exception {
    long first = aCase(aModule("A"), STEP).id();
    caseId = first;
    long draft = get("/test-cases/" + first).json().get("test_case_version_id").asLong();
    long oldStep = step(draft);
    aRunOfAnApprovedCase();
    String start =
        ", 'test_case_version_id': "
            + version
            + ", 'test_step_logs': [{'status': {'id': "
            + status("Passed")
            + "}, 'test_step_id': ";

    assertThat(post(logs, log("Passed", start + oldStep + "}]")).status()).isEqualTo(400);
    assertThat(post(logs, log("Passed", start + step(version) + "}]")).status()).isEqualTo(201);
  }

  @Test
  void aCalledStepNeedsItsCaseAndItsCallingStep() throws Exception {
    long callee = aCase(aModule("A"), STEP).id();
    caseId =
        aCase(
                aModule("B"),
                "{'description': 'c', 'expected': '', 'called_test_case_id': " + callee + "}")
            .id();
    version = get("/test-cases/" + caseId).json().get("test_case_version_id").asLong();
    JsonNode flat =
        get("/test-cases/" + caseId + "/versions/" + version + "/test-steps?expand=calledteststep")
            .json()
            .get(0);
    String path = "/test-runs/" + aRun(aCycle(), caseId).id() + "/test-logs";
    String start =
        ", 'test_case_version_id': "
            + version
            + ", 'test_step_logs': [{'status': {'id': "
            + status("Passed")
            + "}, 'test_step_id': "
            + flat.get("id");

    assertThat(post(path, log("Passed", start + "}]")).status()).isEqualTo(400);
    assertThat(
            post(
                    path,
                    log(
                        "Passed",
                        start
                            + ", 'called_test_case_id': "
                            + callee
                            + ", 'parent_test_step_id': "
                            + flat.get("parent_test_step_id")
                            + "}]"))
                .status())
        .isEqualTo(201);
  }

  @Test
  void aLogCannotBeDeleted() throws Exception {
    aRunOfAnApprovedCase();
    long log = post(logs, log("Passed", "")).id();

    assertThat(delete(logs + "/" + log).status()).isEqualTo(404);
    assertThat(sandbox.qtest().counts()).containsEntry("test-logs", 1L);
  }

  @Test
  void timesComeBackWithoutMillisecondsAndWithAForeignOffset() throws Exception {
    aRunOfAnApprovedCase();

    String end = post(logs, log("Passed", "")).json().get("exe_end_date").asText();

    assertThat(end).isEqualTo("2024-03-22T15:01:30+07:00");
    assertThat(OffsetDateTime.parse(end).toInstant()).isEqualTo("2024-03-22T08:01:30Z");
  }

  private Answer upload(String path, String contentType, String... header) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(client.project(path))
            .header("Authorization", "Bearer " + sandbox.qtestToken())
            .header("Content-Type", contentType)
            .POST(BodyPublishers.ofString("bytes"));
    return client.send(header.length == 0 ? request : request.headers(header));
  }

  @ParameterizedTest
  @ValueSource(strings = {"modules", "test-runs", "test-cycles", "test-suites"})
  void filesAreRefusedOnObjectsThatCannotHaveThem(String type) throws Exception {
    aRunOfAnApprovedCase();

    assertThat(upload("/" + type + "/1/blob-handles", "text/plain", "File-Name", "a.txt").status())
        .isEqualTo(400);
  }

  @Test
  void filesAreRawBytesWithANameAndNeverMultipart() throws Exception {
    aRunOfAnApprovedCase();
    String path = "/test-cases/" + caseId + "/blob-handles";

    assertThat(upload(path, "text/plain").status()).isEqualTo(400);
    assertThat(upload(path, "multipart/form-data; boundary=x", "File-Name", "a.txt").status())
        .isEqualTo(400);
    Answer answer = upload(path, "text/plain", "File-Name", "%C3%BC%20%E4%B8%AD+.txt");
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().get("name").asText()).isEqualTo("\u00fc \u4e2d+.txt");
    String file = "/test-cases/" + caseId + "/attachments/" + answer.id();
    assertThat(get(file).message()).contains("not scanned");
    assertThat(get(file + "?forceDownload=true").text()).isEqualTo("bytes");
    assertThat(get("/attachments?type=test-cases&ids=" + caseId).json().get("items")).hasSize(1);
    assertThat(get("/test-cases/999/attachments").status()).isEqualTo(404);
  }

  @Test
  void filesOfAStepStayWithItsIdWhenAVersionIsMade() throws Exception {
    caseId = aCase(aModule("A"), STEP).id();
    version = get("/test-cases/" + caseId).json().get("test_case_version_id").asLong();
    long before = step(version);
    upload("/test-steps/" + before + "/blob-handles", "text/plain", "File-Name", "a.txt");

    version = put("/test-cases/" + caseId + "/approve").json().get("test_case_version_id").asLong();

    assertThat(get("/test-steps/" + step(version) + "/attachments").json()).isEmpty();
    assertThat(get("/test-steps/" + before + "/attachments").json()).hasSize(1);
  }

  @Test
  void searchFindsByFieldsAndTellsWhatItDoesNotUnderstand() throws Exception {
    long field =
        post("/settings/test-cases/fields", "{'label': 'Zephyr Key', 'data_type': 1}").id();
    for (String key : new String[] {"PAY-T1", "PAY-T11", "PAY-T2"}) {
      post(
          "/test-cases",
          "{'name': 'x', 'properties': [{'field_id': "
              + field
              + ", 'field_value': '"
              + key
              + "'}]}");
    }
    String start = "{\"object_type\": \"test-cases\", \"fields\": [\"*\"], \"query\": \"";

    assertThat(post("/search", start + "`Zephyr Key` ~ `PAY-T1`\"}").status()).isEqualTo(400);
    assertThat(find(start + "'Zephyr Key' ~ 'pay-t1'\"}").get("total").asInt()).isEqualTo(2);
    assertThat(
            find(start + "'Zephyr Key' ~ 'PAY-T11' or 'Zephyr Key' ~ 'PAY-T2'\"}")
                .get("total")
                .asInt())
        .isEqualTo(2);
    assertThat(find(start + "'Zephyr Key' is 'not empty' and name ~ 'y'\"}").get("total").asInt())
        .isZero();
    assertThat(find(start + "'Zephyr Key' = 'PAY-T1'\"}").get("message").asText())
        .contains("not supported");
  }

  private JsonNode find(String body) throws Exception {
    return client
        .send(
            HttpRequest.newBuilder(client.project("/search"))
                .header("Authorization", "Bearer " + sandbox.qtestToken())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)))
        .json();
  }

  @Test
  void searchFindsNewObjectsOnlyAfterItsDelay() throws Exception {
    sandbox.close();
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    QTestRules slow =
        new QTestRules(
            Duration.ofSeconds(3), Duration.ZERO, 999, true, false, 1_000, ZoneOffset.UTC);
    sandbox = Sandbox.start(SandboxOptions.defaults().withQTest(slow).withClock(now::get));
    client = new ApiClient(sandbox);
    aCase(aModule("A"), STEP);

    int before = find("{\"object_type\": \"test-cases\"}").get("total").asInt();
    now.set(now.get().plusSeconds(3));

    assertThat(before).isZero();
    assertThat(find("{\"object_type\": \"test-cases\"}").get("total").asInt()).isEqualTo(1);
  }

  @Test
  void pageSizesAbove999AreRefused() throws Exception {
    assertThat(get("/test-runs?pageSize=1000").status()).isEqualTo(400);
    assertThat(get("/test-runs?pageSize=999").json().get("page_size").asInt()).isEqualTo(999);
    assertThat(
            client
                .send(
                    HttpRequest.newBuilder(
                            sandbox.qtestUrl().resolve("/api/v3/users/search?pageSize=101"))
                        .header("Authorization", "Bearer " + sandbox.qtestToken()))
                .status())
        .isEqualTo(400);
  }

  @Test
  void anotherProjectDoesNotExist() throws Exception {
    assertThat(
            client
                .send(
                    HttpRequest.newBuilder(sandbox.qtestUrl().resolve("/api/v3/projects/1/modules"))
                        .header("Authorization", "Bearer " + sandbox.qtestToken()))
                .status())
        .isEqualTo(404);
  }
}
