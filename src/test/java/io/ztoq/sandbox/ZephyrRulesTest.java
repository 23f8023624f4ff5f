package io.ztoq.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ztoq.sandbox.ApiClient.Answer;
import io.ztoq.sandbox.zephyr.ZephyrRules;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of api-contract.md part 1, each as a sentence. */
class ZephyrRulesTest {

  /** Nothing that is open is done in an unkind way; for that see ZephyrStrictnessTest. */
  private static final ZephyrRules KIND = ZephyrRules.DEFAULT.withTraits(Set.of());

  private static Sandbox sandbox;
  private static ApiClient client;

  @BeforeAll
  static void start() {
    sandbox = Sandbox.start(SandboxOptions.defaults().withZephyr(KIND));
    client = new ApiClient(sandbox);
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @Test
  void aMissingTokenGivesTheSpecialShapeOnCasesAndTheOrdinaryOneOnProjects() throws Exception {
    Answer cases =
        client.send(HttpRequest.newBuilder(URI.create(sandbox.zephyrUrl() + "/testcases")));
    Answer projects =
        client.send(HttpRequest.newBuilder(URI.create(sandbox.zephyrUrl() + "/projects")));

    assertThat(cases.status()).isEqualTo(401);
    assertThat(cases.json().fieldNames()).toIterable().containsExactly("error");
    assertThat(projects.json().get("errorCode").asInt()).isEqualTo(401);
  }

  @Test
  void offsetPagesHaveTenRowsByDefaultAndSayWhatComesNext() throws Exception {
    JsonNode page = client.zephyr("/testcases?projectKey=PAY").json();

    assertThat(page.get("values")).hasSize(10);
    assertThat(page.get("total").asInt()).isEqualTo(20);
    assertThat(page.get("isLast").asBoolean()).isFalse();
    assertThat(page.get("next").asText()).contains("startAt=10").contains("projectKey=PAY");
  }

  @Test
  void theLastOffsetPageIsLastAndHasNoNext() throws Exception {
    JsonNode page = client.zephyr("/testcases?startAt=15&maxResults=10").json();

    assertThat(page.get("values")).hasSize(5);
    assertThat(page.get("isLast").asBoolean()).isTrue();
    assertThat(page.get("next").isNull()).isTrue();
  }

  @Test
  void tooLargeOffsetPagesAreLoweredWithoutAWord() throws Exception {
    assertThat(client.zephyr("/testcases?maxResults=5000").json().get("maxResults").asInt())
        .isEqualTo(1000);
    ZephyrRules small = new ZephyrRules(true, true, false, 3, Set.of());
    try (Sandbox capped = Sandbox.start(SandboxOptions.defaults().withZephyr(small))) {
      JsonNode page = new ApiClient(capped).zephyr("/testcases?maxResults=1000").json();

      assertThat(page.get("maxResults").asInt()).isEqualTo(3);
      assertThat(page.get("values")).hasSize(3);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/testcases?startAt=1000001",
        "/testcases?maxResults=0",
        "/testcases?maxResults=x",
        "/testcases/nextgen?limit=1001",
        "/testcases?projectKey=pay",
        "/testcases?projectKey=PA-Y",
        "/testcases?projectKey=P",
        "/folders?folderType=CASE",
        "/statuses?statusType=X",
        "/testexecutions?testCycle=PAY-C4",
        "/testexecutions?testCycle=130000001",
        "/testcases/nextgen?updatedAfter=2024-01-01",
        "/testcases/10000001",
        "/testcycles/PAY-C4",
        "/testcases?folderId=0"
      })
  void wrongParametersAreRefusedWith400(String path) throws Exception {
    Answer answer = client.zephyr(path);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("errorCode").asInt()).isEqualTo(400);
  }

  @Test
  void cursorPagesEndWithANullCursorAndHaveNoTotal() throws Exception {
    JsonNode first = client.zephyr("/testcases/nextgen?limit=15").json();
    JsonNode last =
        client.zephyr("/testcases/nextgen?limit=15&startAtId=" + first.get("nextStartAtId")).json();

    assertThat(first.get("values")).hasSize(15);
    assertThat(first.has("total") || first.has("isLast")).isFalse();
    assertThat(last.get("values")).hasSize(5);
    assertThat(last.get("nextStartAtId").isNull()).isTrue();
  }

  @Test
  void anOldTenantHasNoCursorLists() throws Exception {
    ZephyrRules old = new ZephyrRules(false, true, false, 1000, Set.of());
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().withZephyr(old))) {
      ApiClient client = new ApiClient(sandbox);

      assertThat(client.zephyr("/testexecutions/nextgen?limit=1").status()).isEqualTo(404);
      assertThat(client.zephyr("/testplans/nextgen?limit=1").status()).isEqualTo(404);
      assertThat(client.zephyr("/testexecutions?maxResults=1").status()).isEqualTo(200);
    }
  }

  @Test
  void updatedAfterInTheFutureGivesAnEmptyPageUnlessTheTenantIgnoresIt() throws Exception {
    String path = "/testcases/nextgen?updatedAfter=2099-01-01T00:00:00Z";
    try (Sandbox deaf =
        Sandbox.start(
            SandboxOptions.defaults()
                .withZephyr(new ZephyrRules(true, false, false, 1000, Set.of())))) {

      assertThat(client.zephyr(path).json().get("values")).isEmpty();
      assertThat(new ApiClient(deaf).zephyr(path).json().get("values")).isNotEmpty();
    }
  }

  @Test
  void unknownParametersAreIgnoredOrRefusedBySwitch() throws Exception {
    try (Sandbox strict =
        Sandbox.start(
            SandboxOptions.defaults()
                .withZephyr(new ZephyrRules(true, true, true, 1000, Set.of())))) {

      assertThat(client.zephyr("/testcases?colour=red").status()).isEqualTo(200);
      assertThat(new ApiClient(strict).zephyr("/testcases?colour=red").status()).isEqualTo(400);
    }
  }

  @Test
  void scriptsAnswer422WhereStepsAreAskedForAndTheOtherWayRound() throws Exception {
    assertThat(client.zephyr("/testcases/PAY-T2/teststeps").status()).isEqualTo(422);
    assertThat(client.zephyr("/testcases/PAY-T3/teststeps").status()).isEqualTo(422);
    assertThat(client.zephyr("/testcases/PAY-T1/testscript").status()).isEqualTo(422);
    assertThat(client.zephyr("/testcases/PAY-T2/testscript").json().get("type").asText())
        .isEqualTo("plain");
    assertThat(client.zephyr("/testcases/PAY-T3/testscript").json().get("type").asText())
        .isEqualTo("bdd");
    assertThat(client.zephyr("/testcases/PAY-T4/testscript").status()).isEqualTo(404);
  }

  @Test
  void anObjectWithoutFilesAnswers404OnItsAttachmentList() throws Exception {
    assertThat(client.zephyr("/testcases/PAY-T2/attachments").status()).isEqualTo(404);
    assertThat(client.zephyr("/testcases/PAY-T1/attachments").json().get("attachments")).hasSize(2);
  }

  @Test
  void downloadsAreTheRawBytesAndTheSameEveryTime() throws Exception {
    long id =
        client.zephyr("/testcases/PAY-T1/attachments").json().at("/attachments/0/id").asLong();

    Answer once = client.zephyr("/testcases/PAY-T1/attachments/" + id);
    Answer again = client.zephyr("/testcases/PAY-T1/attachments/" + id);

    assertThat(once.body()).hasSizeGreaterThan(500).isEqualTo(again.body());
    assertThat(client.zephyr("/testcases/PAY-T3/attachments/" + id).status()).isEqualTo(404);
  }

  @Test
  void versionsComeNewestFirstAndTheirIdsAreNotTheCases() throws Exception {
    JsonNode versions = client.zephyr("/testcases/PAY-T18/versions").json().get("values");
    long caseId = client.zephyr("/testcases/PAY-T18").id();

    assertThat(versions).hasSize(3);
    assertThat(versions.get(0).get("self").asText()).endsWith("/testcases/PAY-T18/versions/3");
    assertThat(versions.findValuesAsText("id")).doesNotContain(String.valueOf(caseId));
    assertThat(client.zephyr("/testcases/PAY-T18/versions/1").json().get("name").asText())
        .startsWith("v1 ");
    assertThat(client.zephyr("/testcases/PAY-T18/versions/4").status()).isEqualTo(404);
  }

  @Test
  void anOldCycleKeyIsAddressableByIdOnly() throws Exception {
    JsonNode cycle = client.zephyr("/testcycles/130000004").json();

    assertThat(cycle.get("key").asText()).isEqualTo("PAY-C4");
    assertThat(client.zephyr("/testcycles/PAY-R4").status()).isEqualTo(404);
  }

  @Test
  void executionsAreFoundByTheKeyOfTheirCycle() throws Exception {
    JsonNode found =
        client.zephyr("/testexecutions?testCycle=PAY-R1&maxResults=100").json().get("values");

    assertThat(found).isNotEmpty();
    found.forEach(each -> assertThat(each.at("/testCycle/id").asLong()).isEqualTo(130000001));
  }

  @Test
  void clientsCannotWrite() throws Exception {
    Answer answer =
        client.send(
            HttpRequest.newBuilder(URI.create(sandbox.zephyrUrl() + "/testcases"))
                .header("Authorization", "Bearer " + sandbox.zephyrToken())
                .POST(HttpRequest.BodyPublishers.ofString("{}")));

    assertThat(answer.status()).isEqualTo(404);
  }
}
