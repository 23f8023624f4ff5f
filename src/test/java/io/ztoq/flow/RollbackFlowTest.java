package io.ztoq.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ztoq.cli.Cli;
import io.ztoq.cli.Surroundings;
import io.ztoq.store.Json;
import io.ztoq.store.Store;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A migration that is taken back, against the sandbox. */
class RollbackFlowTest {

  private final StringWriter output = new StringWriter();

  @Test
  void takesEverythingBackAndMigratesAgain() throws Exception {
    try (Trial trial = Trial.tiny(31)) {
      assertThat(trial.migrate()).isZero();

      assertThat(rollback(trial, "load,transform,extract")).as(output::toString).isZero();

      assertThat(rows(trial, "modules")).isEmpty();
      assertThat(trial.migrate()).isZero();
      assertThat(trial.judge().differences()).isEmpty();
    }
  }

  @Test
  void takesEverythingBackFromPostgresToo() throws Exception {
    try (Trial trial = Trial.tiny(32).onPostgres()) {
      assertThat(trial.migrate()).isZero();

      assertThat(rollback(trial, "load,transform,extract")).as(output::toString).isZero();

      assertThat(rows(trial, "modules")).isEmpty();
    }
  }

  @Test
  void leavesWhatSomebodyEditedAndSaysSo() throws Exception {
    try (Trial trial = Trial.tiny(33)) {
      trial.migrate();
      long edited = rows(trial, "test-cases?size=100").path(0).path("id").asLong();
      send(
          trial,
          "PUT",
          "test-cases/" + edited,
          "{\"name\": \"Edited by a person\", \"properties\": []}");

      assertThat(rollback(trial, "load")).isEqualTo(1);

      JsonNode left = rows(trial, "test-cases?size=100");
      assertThat(left).hasSize(1);
      assertThat(left.path(0).path("name").asText()).isEqualTo("Edited by a person");
      assertThat(output.toString())
          .contains("RBK-LEFT", "it was edited in qTest since ztoq wrote it");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void putsBackWhatItChangedAndDidNotCreate(boolean postgres) throws Exception {
    try (Trial trial = trialWithForeignObjects(34, postgres)) {
      JsonNode testCase = find(trial, "test-cases?size=100&expandSteps=true", "PAY-T14");
      JsonNode cycle =
          find(
              trial,
              "test-cycles?parentId=0&parentType=root&expand=descendants",
              "[zephyr:cycle/PAY-R1]");
      change(trial);
      assertThat(one(trial, "test-cases", testCase)).isNotEqualTo(shown(testCase));

      assertThat(rollback(trial, "load")).as(output::toString).isZero();

      assertThat(one(trial, "test-cases", testCase)).isEqualTo(shown(testCase));
      assertThat(one(trial, "test-cycles", cycle)).isEqualTo(shown(cycle));
      assertThat(rows(trial, "test-cases?size=100")).hasSize(1);
      assertThat(trial.migrateToTheEnd()).as(trial.output()).isIn(0, 1);
      assertThat(trial.judgeChanged().differences()).isEmpty();
    }
  }

  @Test
  void leavesAForeignObjectThatWasEditedAfterItsChangeAndSaysSo() throws Exception {
    try (Trial trial = trialWithForeignObjects(35, false)) {
      JsonNode cycle =
          find(
              trial,
              "test-cycles?parentId=0&parentType=root&expand=descendants",
              "[zephyr:cycle/PAY-R1]");
      change(trial);
      long id = cycle.path("id").asLong();
      send(trial, "PUT", "test-cycles/" + id, "{\"name\": \"Edited by a person\"}");

      assertThat(rollback(trial, "load")).isEqualTo(1);

      assertThat(output.toString()).contains("RBK-LEFT", "ztoq did not create it and changed it");
      assertThat(one(trial, "test-cycles", cycle)).contains("Edited by a person");
    }
  }

  @Test
  void saysWhichResultsAndFilesStayOnObjectsThatItDidNotCreate() throws Exception {
    try (Trial trial = Trial.tiny(36)) {
      assertThat(trial.migrate()).isZero();
      try (Store store = trial.openStore()) {
        store.write(
            session ->
                session.update(
                    "UPDATE target_object SET was_created = FALSE WHERE kind NOT IN ('TEST_LOG', 'ATTACHMENT')"));
      }
      List<String> carried =
          texts(
              trial,
              "SELECT source_key AS t FROM target_object WHERE kind IN ('TEST_LOG', 'ATTACHMENT') AND target_id IS NOT NULL");

      assertThat(rollback(trial, "load")).as(output::toString).isEqualTo(1);

      assertThat(carried).isNotEmpty();
      assertThat(texts(trial, "SELECT source_key AS t FROM finding WHERE rule_id = 'RBK-LEFT'"))
          .containsExactlyInAnyOrderElementsOf(carried);
      assertThat(output.toString()).contains("which ztoq did not create");
    }
  }

  private static List<String> texts(Trial trial, String sql) {
    try (Store store = trial.openStore()) {
      return store.read(session -> session.query(sql, row -> row.text("t")));
    }
  }

  /** A migrated project in which ztoq has found modules and cycles, and one case. */
  private static Trial trialWithForeignObjects(long seed, boolean postgres) {
    Trial trial = postgres ? Trial.tiny(seed).onPostgres() : Trial.tiny(seed);
    assertThat(trial.migrate()).as(trial.output()).isIn(0, 1);
    try (Store store = trial.openStore()) {
      store.write(
          session ->
              session.update(
                  """
                  UPDATE target_object SET was_created = FALSE
                  WHERE kind IN ('MODULE', 'TEST_CYCLE') OR (kind = 'TEST_CASE' AND source_key = 'PAY-T14')"""));
    }
    return trial;
  }

  private static void change(Trial trial) {
    trial
        .sandbox()
        .zephyrEdits()
        .editCase(
            "PAY-T14",
            row -> {
              row.put("objective", "another objective").put("name", "another name");
              row.putArray("labels").add("added");
            });
    trial.sandbox().zephyrEdits().editCycle(1, row -> row.put("name", "Another cycle"));
    assertThat(trial.migrate("--incremental", "true")).as(trial.output()).isIn(0, 1);
  }

  /** The object that carries a mark, however deep. */
  private static JsonNode find(Trial trial, String list, String mark) throws Exception {
    for (JsonNode row : rows(trial, list)) {
      JsonNode found = find(row, mark);
      if (found != null) {
        return found;
      }
    }
    throw new AssertionError(mark + " does not stand in qTest");
  }

  private static JsonNode find(JsonNode row, String mark) {
    boolean here = row.path("description").asText("").endsWith(mark);
    for (JsonNode property : row.path("properties")) {
      here |= property.path("field_value").asText("").equals(mark);
    }
    JsonNode found = here ? row : null;
    for (JsonNode child : row.path("test-cycles")) {
      found = found == null ? find(child, mark) : found;
    }
    return found;
  }

  private static String one(Trial trial, String type, JsonNode object) throws Exception {
    String path = type + "/" + object.path("id").asLong();
    return shown(
        Json.MAPPER.readTree(
            send(trial, "GET", type.equals("test-cases") ? path + "?expand=teststep" : path, "")));
  }

  /** What a person sees of an object. */
  private static String shown(JsonNode object) {
    StringBuilder text = new StringBuilder(object.path("name").asText());
    text.append(object.path("description").asText(""))
        .append(object.path("precondition").asText(""));
    text.append(object.path("parent_id").asText(""));
    text.append(object.path("version").asText("").endsWith(".0"));
    for (JsonNode property : object.path("properties")) {
      if (!property.path("field_value").asText("").isEmpty()) {
        text.append(property.path("field_name").asText())
            .append('=')
            .append(property.path("field_value").asText());
      }
    }
    for (JsonNode step : object.path("test_steps")) {
      text.append(step.path("description").asText()).append(step.path("expected").asText());
    }
    return text.toString();
  }

  private int rollback(Trial trial, String phases) {
    PrintWriter writer = new PrintWriter(output, true);
    String config = trial.folder() + "/config.yaml";
    return Cli.run(
        new Surroundings(Map.of(), writer, writer, false),
        "workflow",
        "rollback",
        "--config",
        config,
        "--phases",
        phases);
  }

  private static JsonNode rows(Trial trial, String list) throws Exception {
    JsonNode found = Json.MAPPER.readTree(send(trial, "GET", list, ""));
    return found.isArray() ? found : found.path("items");
  }

  private static String send(Trial trial, String method, String path, String body)
      throws IOException, InterruptedException {
    String url =
        "%s/api/v3/projects/%d/%s"
            .formatted(trial.sandbox().qtestUrl(), trial.sandbox().qtestProjectId(), path);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Authorization", "bearer " + trial.sandbox().qtestToken())
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer::body).isBetween(200, 299);
    return answer.body();
  }
}
