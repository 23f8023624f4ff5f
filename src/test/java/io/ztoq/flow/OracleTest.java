package io.ztoq.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.ztoq.flow.oracle.Difference;
import io.ztoq.flow.oracle.Oracle;
import io.ztoq.flow.oracle.Rules;
import io.ztoq.flow.oracle.Rules.Shape;
import io.ztoq.flow.oracle.ZephyrProject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The oracle is worth something only if it sees what is wrong. */
class OracleTest {

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void missesEverythingInAnEmptyTarget() {
    try (Trial trial = Trial.tiny(42)) {
      Oracle.Verdict verdict = trial.judge();

      assertThat(verdict.differences())
          .extracting(Difference::object)
          .contains(
              "module zephyr:folder/2000001",
              "case PAY-T1",
              "run adhoc/PAY-T5",
              "cycle zephyr:cycle/PAY-R1");
    }
  }

  @Test
  void seesWhatSomebodyDidToAMigratedProject() throws Exception {
    try (Trial trial = Trial.tiny(42)) {
      assertThat(trial.migrate()).as(trial.output()).isIn(0, 1);
      long module = trial.oracle().readTarget().moduleId("Area 1");
      long run = trial.oracle().readTarget().anyRunId();

      send(trial, "PUT", "/modules/" + module, "{\"name\": \"Area one\"}");
      send(
          trial,
          "POST",
          "/modules",
          "{\"name\": \"Area 1\", \"description\": \"[zephyr:folder/2000001]\"}");
      send(trial, "POST", "/test-cycles?parentId=0&parentType=root", "{\"name\": \"Ours\"}");
      send(trial, "DELETE", "/test-runs/" + run, "");

      List<Difference> differences = trial.judge().differences();
      assertThat(differences)
          .anySatisfy(
              difference -> {
                assertThat(difference.field()).isEqualTo("name");
                assertThat(difference.expected()).isEqualTo("Area 1");
              });
      assertThat(differences).anyMatch(difference -> difference.expected().equals("once"));
      assertThat(differences).anyMatch(difference -> difference.object().endsWith("\"Ours\""));
      assertThat(differences)
          .anyMatch(
              difference ->
                  difference.object().startsWith("run ") && difference.actual().equals("missing"));
    }
  }

  /** The choices that the oracle knows make a difference to it. */
  static Stream<UnaryOperator<Rules>> choicesNotMade() {
    return Stream.of(
        rules -> rules.withShape(new Shape(false, false, 0, true)),
        rules -> rules.withShape(new Shape(true, true, 0, true)),
        rules -> rules.withShape(new Shape(true, false, 4711, true)),
        rules -> rules.withShape(new Shape(true, false, 0, false)),
        rules -> rules.withFields(Map.of("Reference", "Requirement"), Map.of()),
        rules -> rules.withFields(Map.of(), Map.of("Seat", "Desk")));
  }

  @Test
  void seesThatChoicesWereNotMade() {
    try (Trial trial = Trial.tiny(42)) {
      assertThat(trial.migrate()).as(trial.output()).isIn(0, 1);
      ZephyrProject source = trial.oracle().readSource();
      String owner =
          source.cases().stream()
              .map(one -> one.row().path("owner").path("accountId").asText(""))
              .filter(id -> !id.isEmpty())
              .findFirst()
              .orElseThrow();
      String component =
          source.cases().stream()
              .map(one -> one.row().path("component").path("id").asText(""))
              .filter(id -> !id.isEmpty())
              .findFirst()
              .orElseThrow();

      Stream<UnaryOperator<Rules>> all =
          Stream.concat(
              choicesNotMade(),
              Stream.of(
                  rules -> rules.withUsers(Map.of(owner, "Somebody")),
                  rules -> rules.withReferences(Map.of(component, "Payments"))));

      assertThat(all)
          .allSatisfy(
              choice -> assertThat(trial.oracle(choice).judge(source).differences()).isNotEmpty());
      assertThat(trial.oracle().judge(source).differences()).isEmpty();
    }
  }

  private void send(Trial trial, String method, String path, String json)
      throws IOException, InterruptedException {
    String project = "/api/v3/projects/" + trial.sandbox().qtestProjectId();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(trial.sandbox().qtestUrl() + project + path))
            .header("Authorization", "bearer " + trial.sandbox().qtestToken())
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(json))
            .build();
    assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isBetween(200, 204);
  }
}
