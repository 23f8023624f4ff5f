package io.ztoq.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.ztoq.cli.Cli;
import io.ztoq.cli.Surroundings;
import io.ztoq.sandbox.SandboxOptions;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people are told before, during and after a run is what happens. */
class ToldRunTest {

  private final StringWriter output = new StringWriter();

  @Test
  void aRollbackSaysWhatItWouldDoAndAsksBeforeItDoesIt() {
    try (Trial trial = Trial.tiny(42)) {
      assertThat(trial.migrate()).as(trial.output()).isZero();
      long writes = total(trial);

      assertThat(ztoq(trial, false, "", "workflow", "rollback")).isEqualTo(2);
      assertThat(output.toString()).contains("CLI-015").containsPattern("TEST_CASE +20 +0 +0");
      assertThat(ztoq(trial, false, "", "workflow", "rollback", "--dry-run")).isZero();
      assertThat(ztoq(trial, true, "n\n", "workflow", "rollback")).isZero();
      assertThat(output.toString()).contains("go on? [y/N]", "nothing was done");
      assertThat(total(trial)).isEqualTo(writes);

      assertThat(ztoq(trial, true, "y\n", "workflow", "rollback")).as(output::toString).isZero();
      assertThat(output.toString())
          .containsPattern("PAY: done, [1-9][0-9]* objects deleted in qTest, 0 restored, 0 left")
          .contains("20 deleted in qTest");
      assertThat(total(trial)).isGreaterThan(writes);
    }
  }

  @Test
  void aPlanSaysWhatALoadWouldSendAndThatAllIsWritten() {
    try (Trial trial = Trial.tiny(42)) {
      trial.migrate("--phases", "extract");
      assertThat(ztoq(trial, false, "", "migrate", "plan")).isZero();
      assertThat(output.toString()).contains("nothing is planned yet; `ztoq workflow transform`");

      trial.migrate("--phases", "transform");
      ztoq(trial, false, "", "migrate", "plan");
      assertThat(output.toString())
          .containsPattern("PAY: a load makes [0-9]+ calls to qTest")
          .containsPattern("CUSTOM_FIELD +[1-9]");

      trial.migrate();
      ztoq(trial, false, "", "migrate", "plan");
      assertThat(output.toString()).contains("PAY: all is written, a load sends nothing");
    }
  }

  @Test
  void rejectsAndWhatWaitsForThemAreNoDifferences() {
    try (Trial trial = new Trial(SandboxOptions.defaults().withDirty(true))) {
      assertThat(trial.migrate()).isEqualTo(1);

      assertThat(trial.output())
          .containsPattern(
              "[1-9][0-9]* rejected, [0-9]+ held back, 0 differences, [1-9] gates not met")
          .containsPattern("open +rejected +held");
    }
  }

  @Test
  void aRunWithoutValidationDoesNotClaimThatNothingDiffers() {
    try (Trial trial = Trial.tiny(42)) {
      assertThat(trial.migrate("--phases", "extract")).isZero();

      assertThat(trial.output()).contains("no rejects, not compared with qTest");
    }
  }

  @Test
  void whatFailsBeforeTheFirstPhaseIsOneLine() {
    try (Trial trial = Trial.tiny(42)) {
      assertThat(trial.migrate("--custom-field-map", "nope.yaml")).isEqualTo(2);

      assertThat(trial.output()).startsWith("MAP-010 ").hasLineCount(1);
    }
  }

  @Test
  void aRefusedTokenIsToldOnceAndAnOddAddressIsNamed() {
    try (Trial trial = Trial.tiny(42)) {
      String site = trial.sandbox().qtestUrl().toString();

      assertThat(
              ztoq(
                  trial,
                  false,
                  "",
                  "migrate",
                  "run",
                  "--phases",
                  "load",
                  "--qtest-base-url",
                  site + "/api/v3"))
          .isEqualTo(3);
      assertThat(output.toString()).contains("is the address of the site alone, without /api/v3");
      assertThat(
              ztoq(
                  trial,
                  false,
                  "",
                  "migrate",
                  "run",
                  "--phases",
                  "extract",
                  "--zephyr-base-url",
                  trial.sandbox().zephyrUrl().toString().replace("/v2", "")))
          .isEqualTo(3);
      assertThat(output.toString()).contains("does not end with /v2");
      assertThat(output.toString()).hasLineCount(2);
    }
  }

  private static long total(Trial trial) {
    return trial.writes().values().stream().mapToLong(Long::longValue).sum();
  }

  private int ztoq(Trial trial, boolean terminal, String answer, String... words) {
    List<String> all = new ArrayList<>(Arrays.asList(words));
    all.addAll(List.of("--config", trial.folder() + "/config.yaml"));
    PrintWriter writer = new PrintWriter(output, true);
    InputStream before = System.in;
    try {
      System.setIn(new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)));
      return Cli.run(
          new Surroundings(Map.of(), writer, writer, terminal), all.toArray(String[]::new));
    } finally {
      System.setIn(before);
    }
  }
}
