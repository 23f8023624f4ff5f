package io.ztoq.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.ztoq.fixture.SourceProject;
import io.ztoq.fixture.Stores;
import io.ztoq.store.Store;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command line says and answers, without the remote systems. */
class CliTest {

  @TempDir private Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void logBesideTheStore() {
    environment.put("LOGGING_FILE", folder.resolve("ztoq.log").toString());
    environment.put("DATABASE_PATH", folder.resolve("store.db").toString());
  }

  @Test
  void helpNamesEveryCommand() {
    assertThat(ztoq("--help")).isZero();
    assertThat(out.toString())
        .contains(
            "migrate",
            "workflow",
            "db ",
            "verify-tokens",
            "mapping",
            "report",
            "replay",
            "demo",
            "sandbox")
        .contains("Exit codes:");
  }

  @Test
  void aCustomFieldMapThatIsNotThereIsToldWithItsOption() {
    try (Store store = Stores.sqlite(folder)) {
      new SourceProject(store).testCase(1, "High");
    }

    int code = ztoq("mapping", "suggest", "--project-key", "PAY", "--custom-field-map", "no.yaml");

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains("MAP-010 cannot read no.yaml", "--custom-field-map");
  }

  @Test
  void versionIsOneLine() {
    assertThat(ztoq("--version")).isZero();
    assertThat(out.toString()).startsWith("ztoq ").hasLineCount(1);
  }

  @Test
  void aMistypedCommandGetsASuggestion() {
    assertThat(ztoq("migrte", "run")).isEqualTo(2);
    assertThat(err.toString())
        .contains("CLI-001 ztoq has no argument 'migrte'; did you mean 'migrate'?");
  }

  @Test
  void aCommandThatStandsElsewhereIsNamedWithItsGroup() {
    assertThat(ztoq("rollback")).isEqualTo(2);
    assertThat(ztoq("migrate", "extrct")).isEqualTo(2);

    assertThat(err.toString())
        .contains("ztoq has no argument 'rollback'; did you mean 'ztoq workflow rollback'?")
        .contains("ztoq migrate has no argument 'extrct'; did you mean 'ztoq workflow extract'?");
  }

  @Test
  void twoLettersInTheWrongOrderAreOneMistake() {
    assertThat(ztoq("migrate", "rnu")).isEqualTo(2);
    assertThat(err.toString()).contains("no argument 'rnu'; did you mean 'run'?");
  }

  @Test
  void aWrongValueIsToldWithTheOptionAsItWasWrittenAndWhatIsAllowed() {
    assertThat(ztoq("demo", "--seed", "abc")).isEqualTo(2);
    assertThat(ztoq("migrate", "status", "--format", "xml")).isEqualTo(2);
    assertThat(ztoq("sandbox", "--size=huge")).isEqualTo(2);
    assertThat(ztoq("migrate", "run", "--set", "nonsense")).isEqualTo(2);
    assertThat(ztoq("report", "--run")).isEqualTo(2);

    assertThat(err.toString())
        .contains("CLI-001 --seed: 'abc' is not a whole number")
        .contains("CLI-001 --format: 'xml' is none of text, json, html, csv")
        .contains("CLI-001 --size: 'huge' is none of tiny, small, medium, large")
        .contains("CLI-001 --set: 'nonsense' is not of the form KEY=VALUE")
        .contains("CLI-001 --run needs a value: RUN");
  }

  @Test
  void aPortThatIsTakenIsToldWithoutNamesOfClasses() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(ztoq("sandbox", "--port", Integer.toString(taken.getLocalPort()))).isEqualTo(2);
    }

    assertThat(err.toString())
        .contains("SBX-003", "cannot be opened (Address already in use)")
        .doesNotContain("Exception");
  }

  @Test
  void anUnreachableHostIsToldWithinSeconds() {
    environment.putAll(
        Map.of(
            "ZEPHYR_BASE_URL", "http://127.0.0.1:1/v2",
            "ZEPHYR_API_TOKEN", "t",
            "ZEPHYR_PROJECT_KEY", "PAY",
            "QTEST_BASE_URL", "http://127.0.0.1:1",
            "QTEST_BEARER_TOKEN", "t",
            "QTEST_PROJECT_ID", "5"));

    assertTimeout(Duration.ofSeconds(40), () -> assertThat(ztoq("verify-tokens")).isEqualTo(3));

    assertThat(out.toString())
        .contains("asking Zephyr Scale at http://127.0.0.1:1/v2", "asking qTest at")
        .contains("ZEP-503", "QTS-503", "Connection refused")
        .contains("attempt 2")
        .doesNotContain("attempt 3", "Exception");
  }

  @Test
  void doctorSaysWhichSettingsItUsedAndEndsAsTheFaultItFound() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("mine.yaml"),
            """
            zephyr: {base_url: 'http://127.0.0.1:1/v2', api_token: t, project_key: PAY}
            qtest: {base_url: 'http://127.0.0.1:1', bearer_token: t, project_id: 5}
            migration: {routes: %s/no-routes}
            """
                .formatted(folder));

    assertThat(ztoq("doctor", "--config", file.toString())).isEqualTo(2);

    assertThat(out.toString()).contains("ok      settings: " + file).contains("CFG-020");
  }

  @Test
  void aMistypedOptionGetsASuggestionAndItsValueIsNotRepeated() {
    assertThat(ztoq("migrate", "run", "--zephyr-tokn=hunter2", "hunter3")).isEqualTo(2);
    assertThat(err.toString())
        .contains("has no option '--zephyr-tokn'; did you mean '--zephyr-token'?")
        .doesNotContain("hunter");
  }

  @Test
  void aGroupAloneSaysWhatItHolds() {
    assertThat(ztoq("workflow")).isEqualTo(2);
    assertThat(err.toString()).contains("needs a sub-command: extract, transform, load, validate");
  }

  @Test
  void aSecretAsArgumentIsRefusedAndNotRepeated() {
    for (String option :
        new String[] {"--db-password", "--zephyr-token", "--qtest-token", "--qtest-password"}) {
      assertThat(ztoq("migrate", "run", option, "hunter2")).isEqualTo(2);
    }

    assertThat(err.toString())
        .contains("CLI-002", "env:NAME", "file:PATH")
        .doesNotContain("hunter2");
    assertThat(out.toString()).doesNotContain("hunter2");
  }

  @Test
  void aSecretByReferenceIsTaken() throws IOException {
    Path file = Files.writeString(folder.resolve("token.txt"), "t0ken\n");
    environment.put("MY_TOKEN", "t0ken");

    ztoq("migrate", "run", "--zephyr-token", "env:MY_TOKEN", "--qtest-token", "file:" + file);

    assertThat(err.toString())
        .contains("zephyr.base-url is missing")
        .doesNotContain("zephyr.api-token is missing", "qtest.bearer-token is missing", "t0ken");
  }

  @Test
  void aReferenceToNothingSaysSo() {
    assertThat(ztoq("verify-tokens", "--zephyr-token", "env:NO_SUCH_VARIABLE")).isEqualTo(2);
    assertThat(err.toString()).contains("CLI-003", "NO_SUCH_VARIABLE is not set");
  }

  @Test
  void allMissingSettingsAreToldAtOnce() {
    assertThat(ztoq("migrate", "run", "--phases", "extract,lode")).isEqualTo(2);
    assertThat(err.toString())
        .contains(
            "zephyr.base-url",
            "zephyr.project-key",
            "qtest.project-id",
            "no phase 'lode'; did you mean 'load'?");
  }

  @Test
  void aNamedSettingsFileMustBeThere() {
    assertThat(ztoq("db", "init", "--config", folder.resolve("none.yaml").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("CFG-001", "none.yaml");
  }

  @Test
  void anUnknownSettingOfAnOptionIsRefused() {
    assertThat(ztoq("db", "init", "--set", "qtest.requests-per-secnd=5")).isEqualTo(2);
    assertThat(err.toString()).contains("CFG-003", "did you mean 'qtest.requests-per-second'?");
  }

  @Test
  void aSecretAmongTheOtherSettingsIsRefusedToo() {
    assertThat(ztoq("db", "init", "--set", "zephyr.api_token=hunter2")).isEqualTo(2);
    assertThat(err.toString()).contains("CLI-002").doesNotContain("hunter2");
  }

  @Test
  void aFileThatIsNoStoreIsToldAsSuch() throws IOException {
    Files.writeString(
        folder.resolve("store.db"), "this is no database, it is a text of some length ".repeat(30));

    assertThat(ztoq("db", "init")).isEqualTo(3);
    assertThat(err.toString()).contains("STO-001", "store.db", "must be a SQLite database");
    assertThat(ztoq("db", "stats")).isEqualTo(3);
  }

  @Test
  void theStoreIsMadeOnce() {
    assertThat(ztoq("db", "init")).isZero();
    assertThat(out.toString()).contains("ready, ");
    assertThat(ztoq("db", "init")).isZero();
    assertThat(out.toString()).contains("up to date");
  }

  @Test
  void lookingIntoAStoreThatIsNotThereIsAConflict() {
    assertThat(ztoq("migrate", "status", "--project-key", "PAY")).isEqualTo(4);
    assertThat(err.toString()).contains("STO-020", "ztoq db init");
  }

  @Test
  void theStatusOfAProjectThatNeverRanIsPending() {
    ztoq("db", "init");

    assertThat(ztoq("migrate", "status", "--project-key", "PAY")).isZero();
    assertThat(ztoq("migrate", "status", "--project-key", "PAY", "--format", "json")).isZero();
    assertThat(ztoq("migrate", "status", "--project-key", "PAY", "--output-format", "csv"))
        .isZero();

    assertThat(out.toString())
        .contains("extract    pending", "next: `ztoq migrate run` goes on with extract")
        .contains("\"validate\" : \"pending\"")
        .contains("phase,load,pending,");
  }

  @Test
  void aReportGoesToAFile() {
    ztoq("db", "init");
    Path file = folder.resolve("deep/report.html");

    assertThat(
            ztoq(
                "migrate",
                "status",
                "--project-key",
                "PAY",
                "--format",
                "html",
                "--output-file",
                file.toString()))
        .isZero();

    assertThat(file).exists();
    assertThat(out.toString()).contains("new folder: " + file.getParent(), "written: " + file);
  }

  @Test
  void theStoreCanBeCountedAndTuned() {
    ztoq("db", "init");

    assertThat(ztoq("db", "stats")).isZero();
    assertThat(ztoq("db", "index", "analyze")).isZero();
    assertThat(ztoq("db", "index", "create")).isZero();
    assertThat(ztoq("db", "index", "analyze")).isZero();

    assertThat(out.toString())
        .contains("target_object", "done: ANALYZE", "every query has what it needs");
  }

  @Test
  void nothingToReplayIsFine() {
    ztoq("db", "init");

    assertThat(ztoq("replay", "--project-key", "PAY")).isZero();
    assertThat(out.toString()).contains("nothing is rejected");
  }

  @Test
  void aStoreThatCannotBeReachedIsThree() {
    int code =
        ztoq(
            "db",
            "init",
            "--db-type",
            "postgresql",
            "--db-host",
            "127.0.0.1",
            "--db-port",
            "1",
            "--db-username",
            "u",
            "--db-name",
            "d");

    assertThat(code).isEqualTo(3);
    assertThat(err.toString()).contains("STO-0");
  }

  @Test
  void aPlanBeforeTheFirstRunSaysWhatToDoAlsoInJson() {
    assertThat(ztoq("migrate", "plan", "--project-key", "PAY")).isZero();
    assertThat(ztoq("migrate", "plan", "--project-key", "PAY", "--format", "json")).isZero();
    assertThat(ztoq("db", "init")).isZero();
    assertThat(ztoq("migrate", "plan", "--project-key", "PAY")).isZero();

    assertThat(out.toString())
        .contains("\"state\" : \"NOTHING_READ\"", "\"hint\" : \"nothing is read yet;")
        .containsPattern("(?s)PAY: nothing is read yet; .*PAY: nothing is read yet; ")
        .contains("`ztoq migrate run --phases extract,transform` reads Zephyr and plans");
  }

  @Test
  void aReportOfARunThatIsNotThereIsAMistake() {
    assertThat(ztoq("db", "init")).isZero();

    assertThat(ztoq("report", "--run", "nope")).isEqualTo(2);
    assertThat(err.toString()).contains("CLI-014 no run 'nope'");
  }

  @Test
  void whatMayStandInAnUnreadableFileIsNotToldAsMissing() throws IOException {
    Path file = Files.writeString(folder.resolve("broken.yaml"), "zephyr:\n  base_url: [\n");

    assertThat(ztoq("migrate", "run", "--config", file.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("CFG-002").doesNotContain("CFG-005");
  }

  private int ztoq(String... args) {
    PrintWriter toOut = new PrintWriter(out, true);
    PrintWriter toErr = new PrintWriter(err, true);
    return Cli.run(new Surroundings(environment, toOut, toErr, false), args);
  }
}
