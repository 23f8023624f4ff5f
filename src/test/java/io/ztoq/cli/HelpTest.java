package io.ztoq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@code --help} of single commands shows. */
class HelpTest {

  private final StringWriter out = new StringWriter();

  @Test
  void theOptionsOfACommandComeBeforeThoseOfAllCommands() {
    assertThat(ztoq("serve", "--help")).isZero();

    assertThat(out.toString())
        .startsWith("Usage: ztoq serve [OPTIONS]")
        .containsSubsequence(
            "--cron",
            "--reload",
            "Migration:",
            "--limit",
            "--project-key",
            "Zephyr Scale and qTest:",
            "--qtest-base-url",
            "Store:",
            "--db-path",
            "Settings and help:",
            "--config",
            "--help");
  }

  @Test
  void everyCommandOffersWhatItCanUseAndNothingElse() {
    assertThat(ztoq("workflow", "rollback", "--help")).isZero();
    assertThat(out.toString())
        .contains("--phases", "--qtest-token", "--db-path")
        .doesNotContain("--limit", "--incremental", "--custom-field-map", "--include-attachments");

    for (String command : new String[] {"migrate plan", "migrate status", "report"}) {
      out.getBuffer().setLength(0);
      assertThat(ztoq((command + " --help").split(" "))).isZero();
      assertThat(out.toString()).as(command).contains("--zephyr-base-url", "--qtest-project-id");
    }
  }

  private int ztoq(String... args) {
    PrintWriter writer = new PrintWriter(out, true);
    return Cli.run(new Surroundings(Map.of(), writer, writer, false), args);
  }
}
