package io.ztoq.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ztoq.flow.oracle.Oracle;
import io.ztoq.flow.oracle.Rules.Shape;
import io.ztoq.flow.oracle.ZephyrProject;
import io.ztoq.sandbox.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whole runs with other choices than the defaults, judged by the oracle. */
class ChoicesRunTest {

  private static final Path HOME = Path.of(System.getProperty("project.dir", "."));

  @Test
  void cyclesBecomeTestSuites() {
    try (Trial trial =
        Trial.tiny(51).judgedBy(rules -> rules.withShape(new Shape(true, true, 0, true)))) {
      assertThatItArrivesOnce(trial, "--set", "qtest.cycles-as=test-suite");
    }
  }

  @Test
  void cyclesStandBelowARelease() throws Exception {
    try (Trial trial = Trial.tiny(52)) {
      long release = newRelease(trial);
      trial.judgedBy(rules -> rules.withShape(new Shape(true, false, release, true)));

      assertThatItArrivesOnce(trial, "--set", "qtest.release-id=" + release);
    }
  }

  @Test
  void suitesStandBelowAReleaseAndNothingIsApproved() throws Exception {
    try (Trial trial = Trial.tiny(53)) {
      long release = newRelease(trial);
      trial.judgedBy(rules -> rules.withShape(new Shape(false, true, release, true)));

      assertThatItArrivesOnce(
          trial,
          "--set",
          "qtest.release-id=" + release,
          "--set",
          "qtest.cycles-as=test-suite",
          "--set",
          "qtest.approve=false");
    }
  }

  @Test
  void casesStayDrafts() {
    try (Trial trial =
        Trial.tiny(54).judgedBy(rules -> rules.withShape(new Shape(false, false, 0, true)))) {
      assertThatItArrivesOnce(trial, "--set", "qtest.approve=false");
      assertThat(trial.sandbox().requests().all().keySet())
          .noneMatch(request -> request.contains("approve"));
    }
  }

  @Test
  void peopleComponentsAndVersionsGetTheirNames() throws Exception {
    try (Trial trial = Trial.tiny(55)) {
      ZephyrProject source = trial.oracle().readSource();
      Map<String, String> people = named("Ünal Önder ", people(source));
      Map<String, String> components = named("Part ", components(source));
      Map<String, String> versions = named("Release \"x\" ", versions(source));
      Path mappings = mappings(trial);
      Files.writeString(
          mappings.resolve("references.yaml"),
          Json.MAPPER.writeValueAsString(Map.of("components", components, "versions", versions)));
      Path users = trial.folder().resolve("users.yaml");
      Files.writeString(users, Json.MAPPER.writeValueAsString(people));
      Map<String, String> references = new TreeMap<>(components);
      references.putAll(versions);
      trial.judgedBy(rules -> rules.withUsers(people).withReferences(references));

      assertThatItArrivesOnce(
          trial, "--set", "migration.mappings=" + mappings, "--set", "migration.users=" + users);
      assertThat(people).isNotEmpty();
      assertThat(components).isNotEmpty();
      assertThat(versions).isNotEmpty();
    }
  }

  @Test
  void mappedCustomFieldsGoToTheirFields() throws Exception {
    Map<String, String> ofCases =
        Map.of("Reference", "Requirement", "Notes", "Remarks", "Platforms", "Runs on");
    Map<String, String> ofExecutions = Map.of("Seat", "Desk of the tester", "Retries", "Repeats");
    try (Trial trial = Trial.tiny(56).judgedBy(rules -> rules.withFields(ofCases, ofExecutions))) {
      Path map = trial.folder().resolve("fields.yaml");
      Files.writeString(
          map,
          Json.MAPPER.writeValueAsString(
              Map.of("test_case", ofCases, "test_execution", ofExecutions)));

      assertThatItArrivesOnce(trial, "--custom-field-map", map.toString());
    }
  }

  @Test
  void linksStayInTheStore() throws Exception {
    try (Trial trial =
        Trial.tiny(57).judgedBy(rules -> rules.withShape(new Shape(true, false, 0, false)))) {
      Path mappings = mappings(trial);
      Files.writeString(mappings.resolve("objects.yaml"), "objects: {links: none}\n");

      assertThatItArrivesOnce(trial, "--set", "migration.mappings=" + mappings);
    }
  }

  @Test
  void whatIsDeletedInZephyrStaysAsItStoodAndTheRestGoesOn() throws IOException {
    try (Trial trial = Trial.tiny(58)) {
      assertThat(trial.migrate()).as(trial.output()).isIn(0, 1);
      ZephyrProject before = trial.oracle().readSource();
      var edits = trial.sandbox().zephyrEdits();
      edits.deleteExecution(22);
      edits.deleteCase("PAY-T20");
      edits.editCase("PAY-T14", row -> row.put("objective", "still here"));
      trial.sandbox().requests().clear();

      for (String incremental : new String[] {"true", "false"}) {
        int code = trial.migrate("--incremental", incremental);

        assertThat(code).as(trial.output()).isIn(0, 1);
        Oracle.Verdict verdict = trial.judge(trial.oracle().readSource().withDeletedOf(before));
        assertThat(verdict).satisfies(WholeRunTest::isClean);
      }

      assertThat(trial.writes().keySet()).noneMatch(write -> write.contains("DELETE"));
      assertThat(reports(trial)).anyMatch(report -> report.contains("source-gone"));
    }
  }

  private static void assertThatItArrivesOnce(Trial trial, String... options) {
    int code = trial.migrate(options);

    assertThat(code).as(trial.output()).isIn(0, 1);
    assertThat(trial.judge()).satisfies(WholeRunTest::isClean);
    trial.sandbox().requests().clear();
    assertThat(trial.migrate(options)).as(trial.output()).isIn(0, 1);
    assertThat(trial.writes()).isEmpty();
    assertThat(trial.judge()).satisfies(WholeRunTest::isClean);
  }

  private static List<String> reports(Trial trial) throws IOException {
    List<String> reports = new ArrayList<>();
    try (Stream<Path> files = Files.list(trial.folder().resolve("reports"))) {
      for (Path file : files.filter(one -> one.toString().endsWith(".json")).toList()) {
        reports.add(Files.readString(file));
      }
    }
    return reports;
  }

  private static Path mappings(Trial trial) throws IOException {
    Path folder = Files.createDirectories(trial.folder().resolve("mappings"));
    try (Stream<Path> files = Files.list(HOME.resolve("config/mappings"))) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    return folder;
  }

  private static Map<String, String> named(String kind, Set<String> ids) {
    Map<String, String> names = new TreeMap<>();
    ids.forEach(id -> names.put(id, kind + (names.size() + 1)));
    return names;
  }

  private static Set<String> people(ZephyrProject source) {
    Set<String> ids = new TreeSet<>();
    source.cases().forEach(one -> ids.add(one.row().path("owner").path("accountId").asText("")));
    source.executions().forEach(one -> ids.add(one.row().path("executedById").asText("")));
    ids.remove("");
    return ids;
  }

  private static Set<String> components(ZephyrProject source) {
    Set<String> ids = new TreeSet<>();
    source.cases().forEach(one -> ids.add(one.row().path("component").path("id").asText("")));
    ids.remove("");
    return ids;
  }

  private static Set<String> versions(ZephyrProject source) {
    Set<String> ids = new TreeSet<>();
    source.executions().forEach(one -> ids.add(version(one.row())));
    source.cycles().forEach(one -> ids.add(version(one)));
    ids.remove("");
    return ids;
  }

  private static String version(JsonNode row) {
    return row.path("jiraProjectVersion").path("id").asText("");
  }

  private static long newRelease(Trial trial) throws IOException, InterruptedException {
    URI releases =
        URI.create(
            "%s/api/v3/projects/%d/releases"
                .formatted(trial.sandbox().qtestUrl(), trial.sandbox().qtestProjectId()));
    HttpRequest request =
        HttpRequest.newBuilder(releases)
            .header("Authorization", "bearer " + trial.sandbox().qtestToken())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"name\": \"2027\", \"properties\": []}"))
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer::body).isEqualTo(201);
    return Json.MAPPER.readTree(answer.body()).path("id").asLong();
  }
}
