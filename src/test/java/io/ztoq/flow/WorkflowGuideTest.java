package io.ztoq.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.ztoq.cli.Cli;
import io.ztoq.cli.Surroundings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every command of the workflow guide, in its order, against the simulated systems. Secrets as
 * arguments are the exception: they are refused (CLI-002).
 */
class WorkflowGuideTest {

  private static Trial trial;

  @BeforeAll
  static void start() throws IOException {
    trial = Trial.tiny(31);
    Files.writeString(
        trial.folder().resolve("custom_fields_map.yaml"),
        """
        test_case:
          # Zephyr field name: qTest field name
          "Requirement ID": "Requirement"
          "Automation Status": "Automation"

        test_cycle:
          "Sprint": "Sprint Number"
          "Release": "Release Version"

        test_execution:
          "Environment": "Test Environment"
          "Browser": "Browser Version"
        """);
  }

  @AfterAll
  static void stop() {
    trial.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "db init --db-type sqlite --db-path DIR/migration.db                           | ready,",
        "workflow extract --config config.yaml                                         | done, no rejects",
        "workflow transform --config config.yaml --custom-field-map DIR/custom_fields_map.yaml | done, no rejects",
        "workflow load --config config.yaml                                            | done, no rejects",
        "workflow validate --config config.yaml                                        | done, no rejects",
        "migrate run --config config.yaml                                              | done, no rejects",
        "migrate status --config config.yaml                                           | validate   completed",
        "db stats --config config.yaml --project-key PAY                               | target_object",
        "workflow validate --config config.yaml --output-format html --output-file DIR/validation-report.html | validation-report.html",
        "migrate run --config config.yaml --incremental true                           | done, no rejects",
        "migrate run --config config.yaml --phases extract,transform                   | done, no rejects",
        "migrate run --config config.yaml --phases load,validate                       | done, no rejects",
        "db index analyze --config config.yaml                                         | query",
        "db index create --config config.yaml                                          | ANALYZE",
        "verify-tokens --config config.yaml                                            | all is well",
        "migrate status --config config.yaml --format html --output-file DIR/migration-report.html | migration-report.html",
        "migrate run --config config.yaml --batch-size 100 --workers 8 --phase extract | done, no rejects",
        "workflow rollback --config config.yaml --project-key PAY --phases load,transform,extract | objects deleted in qTest, 0 restored, 0 left"
      })
  void theCommandWorksAsWritten(String command, String says) {
    StringWriter said = new StringWriter();

    int code = ztoq(command, said);

    assertThat(said.toString()).contains(says);
    assertThat(code).as(said.toString()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "db init --db-type postgresql --db-host localhost --db-port 5432 --db-username u --db-password password --db-name d",
    "verify-tokens --zephyr-token YOUR_TOKEN --qtest-token YOUR_TOKEN"
  })
  void aSecretAsArgumentIsRefusedWithTheWayToGiveIt(String command) {
    StringWriter said = new StringWriter();

    assertThat(ztoq(command, said)).isEqualTo(2);
    assertThat(said.toString()).contains("CLI-002", "env:NAME", "file:PATH");
  }

  @Test
  void theSettingsOfTheGuideAreKnown() throws IOException {
    Path file =
        Files.writeString(
            trial.folder().resolve("guide.yaml"),
            """
            zephyr:
              base_url: https://api.zephyrscale.smartbear.com/v2
              api_token: YOUR_ZEPHYR_TOKEN
              project_key: PROJECT
              rate_limit_delay: 5  # seconds between requests
              auto_retry: true
              retry_count: 3

            qtest:
              base_url: https://yourcompany.qtestnet.com
              bearer_token: YOUR_QTEST_TOKEN
              project_id: 12345

            database:
              type: sqlite  # or postgresql
              path: %s/guide.db

            performance:
              batch_size: 200
              max_workers: 16
              use_batch_transformer: true

            migration:
              incremental: false
              include_attachments: true
              phases: extract,transform,load,validate
              no_rollback: false

            network:
              timeout: 60  # seconds
              retry_count: 3
              retry_delay: 5  # seconds

            logging:
              level: CRITICAL  # DEBUG, INFO, WARNING, ERROR, CRITICAL
              file: %s/ztoq-debug.log
            """
                .formatted(trial.folder(), trial.folder()));
    StringWriter said = new StringWriter();

    assertThat(ztoq("db init --config " + file, said)).as(said.toString()).isZero();
  }

  private static int ztoq(String command, StringWriter said) {
    PrintWriter writer = new PrintWriter(said, true);
    String folder = trial.folder().toString();
    Map<String, String> environment = Map.of("LOGGING_FILE", folder + "/other.log");
    String[] words =
        command
            .strip()
            .replace("config.yaml", folder + "/config.yaml")
            .replace("DIR", folder)
            .split(" +", -1);
    return Cli.run(new Surroundings(environment, writer, writer, false), words);
  }
}
