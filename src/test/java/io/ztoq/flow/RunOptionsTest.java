package io.ztoq.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ztoq.cli.Cli;
import io.ztoq.cli.Surroundings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options that change what a run does, in real runs. */
class RunOptionsTest {

  private final Trial trial = Trial.tiny(33);

  @AfterEach
  void close() {
    trial.close();
  }

  @Test
  void aLimitedTrialIsWholeInItselfAndTheRunWithoutLimitCompletesIt() throws IOException {
    trial.migrate("--limit", "5");
    long tried = casesInReport();

    int code = trial.migrate();

    assertThat(tried).as(trial.output()).isEqualTo(5);
    assertThat(code).as(trial.output()).isZero();
    assertThat(trial.judge()).satisfies(WholeRunTest::isClean);
  }

  private long casesInReport() throws IOException {
    Path file = trial.folder().resolve("status.json");
    StringWriter said = new StringWriter();
    PrintWriter writer = new PrintWriter(said, true);
    String[] words = {
      "report",
      "--config",
      trial.folder() + "/config.yaml",
      "--format",
      "json",
      "--output-file",
      file + ""
    };
    int code = Cli.run(new Surroundings(Map.of(), writer, writer, false), words);
    assertThat(code).as(said.toString()).isZero();
    return new ObjectMapper().readTree(file.toFile()).path("sources").path("TestCase").asLong();
  }

  @Test
  void oneWorkerAndBatchesOfOneBringTheSame() {
    assertThat(trial.migrate("--batch-size", "1", "--max-workers", "1"))
        .as(trial.output())
        .isZero();
    assertThat(trial.judge()).satisfies(WholeRunTest::isClean);
  }

  @Test
  void aReportThatCannotBeWrittenDoesNotHideTheRun() {
    int code =
        trial.migrate("--set", "migration.reports=" + trial.folder() + "/config.yaml/reports");

    assertThat(code).as(trial.output()).isEqualTo(2);
    assertThat(trial.output()).contains("TestCase", "RPT-001", "'reports' under 'migration:'");
    assertThat(trial.migrate()).as(trial.output()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--phases      | extract,lode | no phase 'lode'; did you mean 'load'?",
        "--phases      | load,extract | in the order extract, transform, load, validate",
        "--phases      | load,load    | name each phase once",
        "--batch-size  | 0            | performance.batch-size",
        "--batch-size  | many         | performance.batch-size",
        "--max-workers | -3           | performance.max-workers",
        "--limit       | -1           | migration.limit",
        "--incremental | perhaps      | migration.incremental"
      })
  void aWrongValueIsNamedAndNothingIsSent(String option, String value, String says) {
    assertThat(trial.migrate(option, value)).as(trial.output()).isEqualTo(2);
    assertThat(trial.output()).contains("CFG-004", says, option);
    assertThat(trial.sandbox().requests().all()).isEmpty();
  }
}
