package io.ztoq.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.ztoq.cli.Cli;
import io.ztoq.cli.Surroundings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a user calls it. */
class DemoFlowTest {

  @TempDir private Path folder;

  @Test
  void migratesTheSampleDataAndSaysWhereTheReportIs() {
    StringWriter output = new StringWriter();
    PrintWriter writer = new PrintWriter(output, true);
    Surroundings surroundings =
        new Surroundings(
            Map.of("ZEPHYR_BASE_URL", "http://127.0.0.1:1/never-called"), writer, writer, false);

    int code = Cli.run(surroundings, "demo", "--folder", folder.toString());

    assertThat(output.toString())
        .contains("report: " + folder.resolve("reports"), ".html", "done, no rejects");
    assertThat(code).isZero();
    assertThat(folder.resolve("demo.db")).exists();
  }
}
