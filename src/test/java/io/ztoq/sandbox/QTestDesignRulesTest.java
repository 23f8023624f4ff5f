package io.ztoq.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ztoq.sandbox.ApiClient.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The rules of modules, fields, cases, versions and steps: api-contract.md 2.4 and 2.5, each as a
 * sentence.
 */
class QTestDesignRulesTest extends QTestBed {

  private static final String STEP = "{'description': 'do', 'expected': 'done', 'order': 1}";

  @Test
  void aModuleGoesBelowTheQueryParentAndNeverBelowThatOfTheBody() throws Exception {
    long parent = aModule("A");

    long byQuery =
        post("/modules?parentId=" + parent, "{'name': 'B'}").json().get("parent_id").asLong();
    long byBody =
        post("/modules", "{'name': 'C', 'parent_id': " + parent + "}")
            .json()
            .get("parent_id")
            .asLong();

    assertThat(byQuery).isEqualTo(parent);
    assertThat(byBody).isNotEqualTo(parent);
    assertThat(get("/modules/" + byBody).message()).isEqualTo("Module does not exist");
    assertThat(sandbox.qtest().snapshot().violations())
        .containsKey("POST modules: parent_id in the body has no effect");
  }

  @Test
  void movingAModuleIgnoresTheBody() throws Exception {
    long a = aModule("A");
    long b = aModule("B");

    put("/modules/" + b + "?parentId=" + a, "{'name': 'New'}");

    assertThat(get("/modules/" + b).json().get("name").asText()).isEqualTo("B");
    assertThat(get("/modules?parentId=" + a).json()).hasSize(1);
    assertThat(put("/modules/" + a + "?parentId=" + b).status()).isEqualTo(400);
  }

  @Test
  void aFilledModuleIsOnlyDeletedByForce() throws Exception {
    long module = aModule("A");
    long caseId = aCase(module, STEP).id();

    assertThat(delete("/modules/" + module).status()).isEqualTo(400);
    assertThat(delete("/modules/" + module + "?force=true").status()).isEqualTo(200);
    assertThat(get("/test-cases/" + caseId).status()).isEqualTo(404);
  }

  @Test
  void aCaseWithoutParentInTheBodyLandsInCreatedViaApi() throws Exception {
    long module = aModule("A");

    long landed =
        post("/test-cases?parentId=" + module, "{'name': 'x', 'properties': []}")
            .json()
            .get("parent_id")
            .asLong();

    assertThat(get("/modules/" + landed).json().get("name").asText()).isEqualTo("Created via API");
    assertThat(sandbox.qtest().snapshot().violations().keySet())
        .anyMatch(rule -> rule.contains("Created via API"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'name': 'x'}",
        "{'name': '', 'properties': []}",
        "{'properties': []}",
        "{'name': 'x', 'properties': [], 'colour': 'red'}",
        "{'name': 'x', 'properties': [], 'description': null}",
        "{'name': 'x', 'properties': [{'field_id': -106, 'field_value': '1'}]}",
        "{'name': 'x', 'properties': [{'field_id': 1, 'field_value': '1'}]}",
        "{'name': 'x', 'properties': [], 'test_steps': [{'description': 'd', 'order': 1}]}",
        "{'name': 'x', 'properties': [], 'test_steps': [{'expected': 'd', 'order': 1}]}",
        "{'name': 'x', 'properties': [], 'test_steps': [{'description': 'd', 'expected': '', 'order': 0}]}",
        "{'name': 'x', 'properties': [], 'test_steps': [{'description': 'd', 'expected': '', 'order': 2}]}",
        "{'name': 'x', 'properties': [], 'test_steps': [{'description': 'd', 'expected': '', 'called_test_case_id': 5}]}",
        "{'name': 'a <script>', 'properties': []}",
        "not json"
      })
  void aCaseThatBreaksARuleIsRefusedAndLeavesNothing(String body) throws Exception {
    Answer answer = post("/test-cases", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.message()).isNotEmpty();
    assertThat(sandbox.qtest().counts())
        .containsEntry("test-cases", 0L)
        .containsEntry("modules", 0L);
  }

  @Test
  void optionsAreGivenByTheirIdAsAStringNeverByLabelNumberOrAnotherType() throws Exception {
    JsonNode priority = field("test-cases", "Priority");
    String right = priority.at("/allowed_values/3/value").asText();
    String start =
        "{'name': 'x', 'properties': [{'field_id': " + priority.get("id") + ", 'field_value': ";

    assertThat(post("/test-cases", start + "'" + right + "'}]}").status()).isEqualTo(200);
    assertThat(post("/test-cases", start + right + "}]}").status()).isEqualTo(400);
    assertThat(post("/test-cases", start + "'High'}]}").status()).isEqualTo(400);
    assertThat(post("/test-cases", start + "'" + status("Passed") + "'}]}").status())
        .isEqualTo(400);
  }

  @Test
  void severalOptionsAreABracketedListInAString() throws Exception {
    JsonNode field =
        post(
                "/settings/test-cases/fields",
                "{'label': 'Platforms', 'data_type': 17, 'multiple': true,"
                    + " 'allowed_values': [{'label': 'Web'}, {'label': 'API'}]}")
            .json();
    String ids =
        field.at("/allowed_values/0/value").asText()
            + ","
            + field.at("/allowed_values/1/value").asText();
    String start =
        "{'name': 'x', 'properties': [{'field_id': " + field.get("id") + ", 'field_value': '";

    assertThat(post("/test-cases", start + "[" + ids + "]'}]}").status()).isEqualTo(200);
    assertThat(post("/test-cases", start + ids + "'}]}").status()).isEqualTo(400);
  }

  @Test
  void fieldsObeyTheRulesOfTheirSettings() throws Exception {
    assertThat(post("/settings/test-cases/fields", "{'label': 'F', 'data_type': 17}").status())
        .isEqualTo(400);
    assertThat(post("/settings/test-cases/fields", "{'label': 'F', 'data_type': 11}").status())
        .isEqualTo(400);
    assertThat(post("/settings/test-steps/fields", "{'label': 'F', 'data_type': 1}").status())
        .isEqualTo(400);
    assertThat(post("/settings/test-logs/fields", "{'label': 'F', 'data_type': 1}").status())
        .isEqualTo(400);
    assertThat(post("/settings/test-cases/fields", "{'label': 'F', 'data_type': 1}").status())
        .isEqualTo(201);
  }

  @Test
  void moreThanAHundredOptionsPerCallAreRefused() throws Exception {
    long field = post("/settings/test-cases/fields", "{'label': 'F', 'data_type': 3}").id();
    String path = "/settings/test-cases/fields/" + field + "/allowed-values";
    StringBuilder options = new StringBuilder("[{'label': 'o0'}");
    for (int i = 1; i < 100; i++) {
      options.append(",{'label': 'o").append(i).append("'}");
    }

    assertThat(post(path, options + ",{'label': 'x'}]").status()).isEqualTo(400);
    assertThat(post(path, options + "]").status()).isEqualTo(200);
    assertThat(get(path + "?pageSize=60").json()).hasSize(60);
    assertThat(get(path).headers().firstValue("X-Item-Total")).contains("100");
  }

  @Test
  void aPutOfAFieldDeletesTheOptionsThatItLeavesOut() throws Exception {
    JsonNode field =
        post(
                "/settings/test-cases/fields",
                "{'label': 'F', 'data_type': 3, 'allowed_values': [{'label': 'A'}, {'label': 'B'}]}")
            .json();
    String path = "/settings/test-cases/fields/" + field.get("id");

    JsonNode changed =
        put(
                path,
                "{'allowed_values': [{'value': "
                    + field.at("/allowed_values/0/value")
                    + ", 'label': 'A'}]}")
            .json();

    assertThat(changed.get("allowed_values")).hasSize(1);
    assertThat(put(path, "{'data_type': 1}").status()).isEqualTo(400);
  }

  @Test
  void everyChangeRaisesTheVersionAndGivesStepsNewIds() throws Exception {
    JsonNode created = aCase(aModule("A"), STEP).json();
    String path = "/test-cases/" + created.get("id");
    String body = "{'properties': [], 'test_steps': [" + STEP + "]}";
    long firstStep = get(path + "/test-steps").json().get(0).get("id").asLong();

    assertThat(created.get("version").asText()).isEqualTo("0.1");
    for (int i = 0; i < 8; i++) {
      put(path, body);
    }
    assertThat(get(path).json().get("version").asText()).isEqualTo("0.9");
    assertThat(put(path, body).json().get("version").asText()).isEqualTo("0.10");
    JsonNode approved = put(path + "/approve").json();
    assertThat(approved.get("version").asText()).isEqualTo("1.0");
    assertThat(put(path, body).json().get("version").asText()).isEqualTo("1.1");
    assertThat(get(path + "/test-steps").json().get(0).get("id").asLong()).isNotEqualTo(firstStep);
    assertThat(get(path + "/versions").json().findValuesAsText("version"))
        .containsExactly("1.0", "1.1");
  }

  @Test
  void aPutClearsWhatItLeavesOut() throws Exception {
    long id =
        post(
                "/test-cases",
                "{'name': 'x', 'properties': [], 'description': 'd', 'test_steps': [" + STEP + "]}")
            .id();

    put("/test-cases/" + id, "{'properties': []}");

    assertThat(get("/test-cases/" + id + "?expand=teststep").json().get("test_steps")).isEmpty();
    assertThat(get("/test-cases/" + id).json().get("description").asText("")).isEmpty();
    assertThat(get("/test-cases/" + id).json().get("name").asText()).isEqualTo("x");
  }

  @Test
  void calledStepsStandFlatUnderTheirCallerAndChangeWhenTheCalleeChanges() throws Exception {
    long module = aModule("A");
    long callee = aCase(module, STEP + ", {'description': 'two', 'expected': '', 'order': 2}").id();
    long caller =
        aCase(
                module,
                STEP
                    + ", {'description': 'call', 'expected': '', 'order': 2, 'called_test_case_id': "
                    + callee
                    + "}")
            .id();
    long version = get("/test-cases/" + caller).json().get("test_case_version_id").asLong();
    String path =
        "/test-cases/" + caller + "/versions/" + version + "/test-steps?expand=calledteststep";
    JsonNode before = get(path).json();

    put("/test-cases/" + callee + "/approve");

    assertThat(before).hasSize(3);
    assertThat(before.get(1).get("called_test_case_id").asLong()).isEqualTo(callee);
    assertThat(before.get(1).get("root_called_test_case_id").asLong()).isEqualTo(callee);
    assertThat(before.get(1).has("parent_test_step_id")).isTrue();
    assertThat(get(path).json().get(1).get("id")).isNotEqualTo(before.get(1).get("id"));
    assertThat(get(path).json().get(0).get("id")).isEqualTo(before.get(0).get("id"));
  }

  @Test
  void aCaseCannotCallItselfNotEvenThroughAnother() throws Exception {
    long module = aModule("A");
    long first = aCase(module, STEP).id();
    String call = "{'description': 'c', 'expected': '', 'order': 1, 'called_test_case_id': ";
    long second = aCase(module, call + first + "}").id();

    assertThat(
            put("/test-cases/" + first, "{'properties': [], 'test_steps': [" + call + first + "}]}")
                .status())
        .isEqualTo(400);
    assertThat(
            put(
                    "/test-cases/" + first,
                    "{'properties': [], 'test_steps': [" + call + second + "}]}")
                .status())
        .isEqualTo(400);
  }

  @Test
  void aMentionInAStepBecomesAParameter() throws Exception {
    aCase(aModule("A"), "{'description': 'ask [~accountid:5b1]', 'expected': '', 'order': 1}");

    assertThat(sandbox.qtest().snapshot().parameters()).containsExactly("accountid:5b1");
  }

  @Test
  void casesArePagedBySizeWithTwentyByDefaultAndNotByPageSize() throws Exception {
    long module = aModule("A");
    for (int i = 0; i < 25; i++) {
      aCase(module, STEP);
    }

    assertThat(get("/test-cases?parentId=" + module).json()).hasSize(20);
    assertThat(get("/test-cases?parentId=" + module + "&pageSize=100").json()).hasSize(20);
    assertThat(get("/test-cases?parentId=" + module + "&size=100&expandSteps=true").json())
        .hasSize(25)
        .allMatch(row -> row.get("test_steps").size() == 1);
    assertThat(get("/test-cases?parentId=" + module + "&size=10&page=3").json()).hasSize(5);
  }
}
