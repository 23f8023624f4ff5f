package io.ztoq.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ztoq.sandbox.ApiClient.Answer;
import io.ztoq.sandbox.qtest.QTestRules;
import io.ztoq.sandbox.qtest.QTestTrait;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a client that was only ever tried against a kind qTest gets wrong: shapes that nobody
 * promised, ids of other types, parameters without effect.
 */
class QTestStrictnessTest extends QTestBed {

  private static final String STEP = "{'description': 'do', 'expected': 'done', 'order': 1}";

  private void restart(QTestTrait... traits) {
    sandbox.close();
    QTestRules rules = QTestRules.DEFAULT.withTraits(Set.of(traits));
    sandbox = Sandbox.start(SandboxOptions.defaults().withQTest(rules));
    client = new ApiClient(sandbox);
  }

  private Set<String> violations() {
    return sandbox.qtest().snapshot().violations().keySet();
  }

  private long aField(String type, String body) throws Exception {
    return post("/settings/" + type + "/fields", body).id();
  }

  private Answer aCaseWith(long field, String value) throws Exception {
    return post(
        "/test-cases",
        "{'name': 'x', 'parent_id': "
            + aModule("M")
            + ", 'properties': [{'field_id': "
            + field
            + ", 'field_value': '"
            + value
            + "'}]}");
  }

  @Test
  void idsAreUniquePerTypeOnlyAndAboveTheRangeOfAnInteger() throws Exception {
    long module = aModule("A");
    long caseId = aCase(module, STEP).id();
    long run = aRun(aCycle(), caseId).id();

    assertThat(module).isEqualTo(caseId).isEqualTo(run).isGreaterThan(Integer.MAX_VALUE);
  }

  @Test
  void bodiesMustBeSentAsJsonAndBeNothingElse() throws Exception {
    Answer plain =
        client.send(
            HttpRequest.newBuilder(client.project("/modules"))
                .header("Authorization", "Bearer " + sandbox.qtestToken())
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{\"name\": \"A\"}")));

    assertThat(plain.status()).isEqualTo(415);
    assertThat(post("/modules", "{'name': 'A'} {}").status()).isEqualTo(400);
    assertThat(post("/modules", "{'name': 'A', 'name': 'B'}").status()).isEqualTo(400);
    assertThat(get("/modules").json()).isEmpty();
  }

  @Test
  void parametersWithoutEffectAreNoted() throws Exception {
    get("/test-runs?parentId=0&parentType=root&size=5");
    get("/users");

    assertThat(violations())
        .anyMatch(rule -> rule.endsWith("/test-runs: query parameter size has no effect"))
        .anyMatch(rule -> rule.startsWith("GET users without inactive"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"test-cases", "test-runs", "test-suites", "releases"})
  void aRequiredFieldWithoutDefaultMustHaveAValue(String type) throws Exception {
    long caseId = aCase(aModule("A"), STEP).id();
    long field = aField(type, "{'label': 'Must', 'data_type': 1, 'required': true}");
    String start = "{'name': 'x', ";
    if (type.equals("test-runs")) {
      start += "'test_case': {'id': " + caseId + "}, ";
    }

    assertThat(post("/" + type, start + "'properties': []}").message()).contains("Must");
    assertThat(
            post(
                    "/" + type,
                    start + "'properties': [{'field_id': " + field + ", 'field_value': 'v'}]}")
                .status())
        .isIn(200, 201);
  }

  @Test
  void valuesHaveTheFormOfTheirField() throws Exception {
    long one = aField("test-cases", "{'label': 'One', 'data_type': 5}");
    long many = aField("test-cases", "{'label': 'Many', 'data_type': 5, 'multiple': true}");
    long number = aField("test-cases", "{'label': 'N', 'data_type': 7}");
    JsonNode choice =
        post(
                "/settings/test-cases/fields",
                "{'label': 'C', 'data_type': 17, 'multiple': true, 'allowed_values': [{'label': 'a'}]}")
            .json();
    String option = choice.at("/allowed_values/0/value").asText();

    assertThat(aCaseWith(one, "5202").status()).isEqualTo(200);
    assertThat(aCaseWith(one, "[5202]").status()).isEqualTo(400);
    assertThat(aCaseWith(many, "[5202]").status()).isEqualTo(200);
    assertThat(aCaseWith(many, "5202").status()).isEqualTo(400);
    assertThat(aCaseWith(number, "1E+3").status()).isEqualTo(400);
    assertThat(aCaseWith(number, "-1.50").status()).isEqualTo(200);
    long choices = choice.get("id").asLong();
    assertThat(aCaseWith(choices, "[" + option + "," + option + "]").status()).isEqualTo(400);
  }

  @Test
  void onlyListsHaveAllowedValues() throws Exception {
    String values = ", 'allowed_values': [{'label': 'a'}]}";

    for (int type : new int[] {1, 5, 7}) {
      String body = "{'label': 'F', 'data_type': " + type + values;
      assertThat(post("/settings/test-cases/fields", body).status()).isEqualTo(400);
    }
    assertThat(
            post("/settings/test-cases/fields", "{'label': 'F', 'data_type': 3" + values).status())
        .isEqualTo(201);
  }

  @Test
  void whatARunOrAStepDoesNotHaveIsNullOrMissing() throws Exception {
    long module = aModule("A");
    long caseId = aCase(module, STEP + ", " + STEP.replace("1}", "2}")).id();
    long cycle = aCycle();

    assertThat(aRun(cycle, caseId).json().has("latest_test_log")).isTrue();
    assertThat(aRun(cycle, caseId).json().has("latest_test_log")).isFalse();
    JsonNode steps = get("/test-cases/" + caseId + "/test-steps").json();
    assertThat(steps.get(0).has("called_test_case_id")).isTrue();
    assertThat(steps.get(1).has("called_test_case_id")).isFalse();
  }

  @Test
  void timesOfFieldsAreAnsweredInTheZoneOfTheSiteAndDatesAtMidnight() throws Exception {
    long time = aField("test-cases", "{'label': 'T', 'data_type': 9}");
    long date = aField("test-cases", "{'label': 'D', 'data_type': 4}");

    assertThat(valueOf(aCaseWith(time, "2024-03-01T20:15:30.250Z"), time))
        .isEqualTo("2024-03-02T03:15:30+07:00");
    assertThat(valueOf(aCaseWith(date, "2024-03-01T00:00:00Z"), date))
        .isEqualTo("2024-03-01T00:00:00+00:00");
  }

  private static String valueOf(Answer testCase, long field) throws Exception {
    for (JsonNode property : testCase.json().get("properties")) {
      if (property.get("field_id").asLong() == field) {
        return property.get("field_value").asText();
      }
    }
    throw new AssertionError("no field " + field);
  }

  @Test
  void answersHoldUnknownKeysAndNullForEmptyTextsWhereShapesAreLoose() throws Exception {
    Set<String> keys = new HashSet<>();
    boolean nulls = false;
    for (int i = 0; i < 3; i++) {
      JsonNode module = post("/modules", "{'name': 'A'}").json();
      module.fieldNames().forEachRemaining(keys::add);
      nulls |= module.get("description").isNull();
    }
    restart();

    assertThat(keys).contains("x_revision");
    assertThat(nulls).isTrue();
    assertThat(post("/modules", "{'name': 'A'}").json().get("description").isNull()).isFalse();
  }

  @Test
  void pageObjectsBeginWithTheNewestRowWhereNoOrderIsPromised() throws Exception {
    long caseId = aCase(aModule("A"), STEP).id();
    long cycle = aCycle();
    long first = aRun(cycle, caseId).id();
    long second = aRun(cycle, caseId).id();
    String list = "/test-runs?parentId=" + cycle + "&parentType=test-cycle&pageSize=1&page=";

    assertThat(get(list + 1).json().at("/items/0/id").asLong()).isEqualTo(second);
    assertThat(get(list + 2).json().at("/items/0/id").asLong()).isEqualTo(first);
  }

  @Test
  void equalLabelsAreTwoFieldsOrRefused() throws Exception {
    String field = "{'label': 'F', 'data_type': 1}";
    aField("test-cases", field);

    assertThat(post("/settings/test-cases/fields", field).status()).isEqualTo(201);
    assertThat(violations()).contains("A field of test-cases with label 'F' exists already");
    restart();
    aField("test-cases", field);
    assertThat(post("/settings/test-cases/fields", field).status()).isEqualTo(400);
  }

  @Test
  void theNameOfAFileIsDecodedOrStaysAsItWasSent() throws Exception {
    restart(QTestTrait.FILE_NAMES_AS_SENT);
    long caseId = aCase(aModule("A"), STEP).id();

    Answer answer =
        client.send(
            HttpRequest.newBuilder(client.project("/test-cases/" + caseId + "/blob-handles"))
                .header("Authorization", "Bearer " + sandbox.qtestToken())
                .header("Content-Type", "text/plain")
                .header("File-Name", "a%20b.txt")
                .POST(BodyPublishers.ofString("x")));

    assertThat(answer.json().get("name").asText()).isEqualTo("a%20b.txt");
  }

  @Test
  void logsWithFieldsAreRefusedAndOlderOnesAfterNewerOnesNoted() throws Exception {
    long caseId = aCase(aModule("A"), STEP).id();
    long version = get("/test-cases/" + caseId).json().get("test_case_version_id").asLong();
    long run = aRun(aCycle(), caseId).id();
    String logs = "/test-runs/" + run + "/test-logs";
    String bound = ", 'test_case_version_id': " + version;
    String field = ", 'properties': [{'field_id': 1, 'field_value': 'x'}]";

    assertThat(post(logs, log("Passed", bound + field)).status()).isEqualTo(400);
    assertThat(post(logs, log("Failed", bound)).status()).isEqualTo(201);
    post(logs, log("Passed", bound).replace("2024-03-22", "2024-03-21"));

    assertThat(violations()).anyMatch(rule -> rule.contains("older result after a newer one"));
    assertThat(get("/test-runs/" + run).json().at("/latest_test_log/status").asText())
        .isEqualTo("Passed");
  }

  @Test
  void theLatestLogIsTheLastOneOrTheOneWithTheLatestEnd() throws Exception {
    restart(QTestTrait.LATEST_BY_DATE);
    long caseId = aCase(aModule("A"), STEP).id();
    put("/test-cases/" + caseId + "/approve");
    long run = aRun(aCycle(), caseId).id();
    post("/test-runs/" + run + "/test-logs", log("Failed", ""));
    post("/test-runs/" + run + "/test-logs", log("Passed", "").replace("2024-03-22", "2024-03-21"));

    assertThat(get("/test-runs/" + run).json().at("/latest_test_log/status").asText())
        .isEqualTo("Failed");
  }

  @Test
  void aMoveWithABodyThatSaysMoreIsNoted() throws Exception {
    long a = aModule("A");
    long b = aModule("B");

    put("/modules/" + b + "?parentId=" + a, "{'name': 'B'}");
    assertThat(violations()).isEmpty();
    put("/modules/" + b + "?parentId=" + a, "{'name': 'New'}");

    assertThat(violations()).contains("PUT modules with a new parent: the body is ignored");
  }

  @Test
  void aDeletedCaseTakesItsStepsAndTheirFilesAlong() throws Exception {
    long caseId = aCase(aModule("A"), STEP).id();
    long step = get("/test-cases/" + caseId + "/test-steps").json().get(0).get("id").asLong();

    delete("/test-cases/" + caseId);

    assertThat(get("/test-steps/" + step + "/attachments").status()).isEqualTo(404);
  }

  @Test
  void aThrottledAnswerTellsThatTheMinuteIsUsedUp() throws Exception {
    sandbox.close();
    sandbox = Sandbox.start(SandboxOptions.defaults().withRates(0, 1));
    client = new ApiClient(sandbox);
    get("/modules");

    Answer answer = get("/modules");

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.headers().firstValue("x-ratelimit-remaining-minute")).contains("0");
  }
}
