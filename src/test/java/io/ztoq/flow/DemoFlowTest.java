package io.ztoq.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.ztoq.cli.Cli;
import io.ztoq.cli.Surroundings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
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

  @Test
  void aDemoThatIsKeptKeepsItsStoreAndEndsAtTheFirstSignal() throws Exception {
    Path console = folder.resolve("console.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dztoq.home=" + Path.of(System.getProperty("project.dir", ".")).toAbsolutePath(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.ztoq.Ztoq",
                "demo",
                "--keep",
                "--folder",
                folder.resolve("demo").toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(console.toFile())
            .start();
    Awaitility.await()
        .atMost(Duration.ofMinutes(3))
        .until(() -> Files.readString(console).contains("are simulated until Ctrl-C"));

    StringWriter output = new StringWriter();
    PrintWriter writer = new PrintWriter(output, true);
    int second =
        Cli.run(
            new Surroundings(Map.of(), writer, writer, false),
            "demo",
            "--folder",
            folder.resolve("demo").toString());
    process.destroy();

    assertThat(second).isEqualTo(4);
    assertThat(output.toString()).contains("CLI-016 another demo works or is kept");

    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(Files.readString(console)).contains("the simulations have ended");
    assertThat(process.exitValue()).isZero();
  }
}
