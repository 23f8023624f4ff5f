package io.ztoq.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What users change in {@code routes/} is what runs; what they break is named. */
class EditedRoutesTest {

  private final Trial trial = Trial.tiny(21);
  private Path routes;

  @BeforeEach
  void copyTheRoutes() throws IOException {
    routes = trial.ownRoutes();
  }

  @AfterEach
  void close() {
    trial.close();
  }

  @Test
  void anExtraStepAndANotificationAreUsed() throws IOException {
    edit(
        "run/run-migration.camel.yaml",
        "        - to:\n            uri: direct:check-gates\n",
        """
                - to:
                    uri: direct:check-gates
                - log:
                    message: "PHASE ${variable.phase} IS OVER"
                    loggingLevel: WARN
                - wireTap:
                    uri: direct:tell-people
        """);
    Path note = trial.folder().resolve("notes");
    Files.writeString(
        Files.createDirectories(routes.resolve("notify")).resolve("tell-people.camel.yaml"),
        """
        # NOTIFY   the end of a phase  ->  a file that somebody watches
        # In:   variable phase.   Out: nothing.
        - route:
            id: tell-people
            description: Leaves a note at the end of each phase
            from:
              uri: direct:tell-people
              steps:
                - setBody:
                    expression:
                      simple:
                        expression: "${variable.phase} of ${variable.projectKey}"
                - setHeader:
                    name: CamelFileName
                    expression:
                      simple:
                        expression: "${variable.phase}.txt"
                - to:
                    uri: file:%s
        """
            .formatted(note));

    assertThat(migrate()).as(trial.output()).isZero();

    assertThat(note.resolve("extract.txt")).hasContent("extract of PAY");
    assertThat(note.resolve("validate.txt")).exists();
    assertThat(Files.readString(trial.folder().resolve("ztoq.log")))
        .contains("PHASE transform IS OVER");
    assertThat(trial.judge()).satisfies(WholeRunTest::isClean);
  }

  @Test
  void aFilterLeavesOutWhatItFilters() throws IOException {
    edit(
        "load/load-object.camel.yaml",
        "              - to:\n                  uri: direct:load-object-by-kind\n",
        """
                      - filter:
                          expression:
                            simple:
                              expression: "${variable.object.kind} != 'ATTACHMENT'"
                          steps:
                            - to:
                                uri: direct:load-object-by-kind
        """);

    assertThat(migrate()).isEqualTo(1);

    assertThat(trial.output()).contains("0 rejected, 0 held back, 0 differences, 1 gates not met");
    assertThat(trial.migrate()).as(trial.output()).isZero();
    assertThat(trial.judge()).satisfies(WholeRunTest::isClean);
  }

  /** One that leaves out the end of the work on an object, too. */
  @Test
  void aFilterAroundTheWholeWorkOnAnObjectLeavesItOut() throws IOException {
    edit(
        "load/load-objects.camel.yaml",
        "\"${variable.kind} != null\"",
        "\"${variable.kind} != null && ${variable.kind} != 'ATTACHMENT'\"");

    assertThat(migrate()).isEqualTo(1);

    assertThat(trial.output()).contains("0 rejected, 0 held back, 0 differences, 1 gates not met");
    assertThat(trial.migrate()).as(trial.output()).isZero();
    assertThat(trial.judge()).satisfies(WholeRunTest::isClean);
  }

  @Test
  void theBatchOfTheLoadIsTheOneOfItsRoute() throws IOException {
    edit("load/load-objects.camel.yaml", "objects({{performance.batch-size}})", "objects(0)");

    assertThat(migrate()).isEqualTo(2);
    assertThat(trial.output()).contains("LOD-033 routes/load/load-objects.camel.yaml");

    edit("load/load-objects.camel.yaml", "objects(0)", "objects(1)");
    assertThat(migrate()).as(trial.output()).isZero();
  }

  @Test
  void aThrottleOfYourOwnIsUsed() throws IOException {
    edit(
        "load/load-test-log.camel.yaml",
        "        - idempotentConsumer:",
        """
                - throttle:
                    expression:
                      constant:
                        expression: "4"
                    timePeriodMillis: "1000"
                - idempotentConsumer:\
        """);
    long start = System.nanoTime();

    assertThat(migrate()).as(trial.output()).isZero();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(ofLogs());
  }

  /** What 4 logs per second need at least; the first second may let 4 through at once. */
  private Duration ofLogs() {
    long logs =
        trial.writes().entrySet().stream()
            .filter(one -> one.getKey().matches("QTEST POST .*test-logs.*"))
            .mapToLong(Map.Entry::getValue)
            .sum();
    assertThat(logs).isGreaterThan(8);
    return Duration.ofSeconds(logs / 4 - 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "direct:check-gates   | direct:chek-gates      | direct:chek-gates",
        "method: \"begin      | method: \"begn         | run-migration.camel.yaml:30",
        "ref: runBook         | ref: runBok            | run-migration.camel.yaml:29",
        "- choice:            | - chioce:              | run-migration.camel.yaml:31",
        "uri: direct:run-phase| uri\" direct:run-phase | run-migration.camel.yaml:27",
        "uri: direct:run-phase| uri: nothing:x         | run-migration.camel.yaml:21",
        "${variable.phases}   | ${variable.phases      | run-migration.camel.yaml:12",
        "extract'             | {{no.such-key}}'       | run-migration.camel.yaml:35",
        "- split:             | - split: [             | run-migration.camel.yaml:",
        "- route:             | route:                 | run-migration.camel.yaml:"
      })
  void aBrokenRouteIsNamed(String from, String to, String named) throws IOException {
    edit("run/run-migration.camel.yaml", from, to);

    assertThat(migrate()).as(trial.output()).isEqualTo(2);

    assertThat(trial.output()).contains(named).contains("CFG-02");
  }

  private int migrate() {
    return trial.migrate("--set", "migration.routes=" + routes);
  }

  private void edit(String file, String from, String to) throws IOException {
    Path path = routes.resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(from);
    Files.writeString(path, text.replace(from, to));
  }
}
