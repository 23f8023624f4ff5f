package io.ztoq.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ztoq.cli.Cli;
import io.ztoq.cli.Surroundings;
import io.ztoq.store.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
