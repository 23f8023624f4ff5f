package io.ztoq.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.run.StopSignal;
import io.ztoq.settings.Given;
import io.ztoq.settings.MigrationSettings;
import io.ztoq.settings.Settings;
import io.ztoq.settings.SettingsLoader;
import io.ztoq.store.Store;
import io.ztoq.store.StoreLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationAppTest {

  private static final Path PROJECT = Path.of(System.getProperty("project.dir", "."));

  @TempDir private Path folder;
  private final StopSignal stop = new StopSignal();

  @BeforeEach
  void routes() throws IOException {
    FakePhase.SEEN.clear();
    Path routes = Files.createDirectories(folder.resolve("routes"));
    Files.copy(
        PROJECT.resolve("routes/run/run-migration.camel.yaml"), routes.resolve("run.camel.yaml"));
    StringBuilder fakes = new StringBuilder();
    for (String id :
        List.of("extract-project", "transform-project", "load-objects", "validate-project")) {
      fakes.append(route(id, FakePhase.class));
    }
    fakes.append(route("call-zephyr", FakeDoor.class)).append(route("call-qtest", FakeDoor.class));
    for (String id : List.of("preflight-target", "check-gates")) {
      fakes.append(
          "- route: {id: %s, from: {uri: 'direct:%s', steps: [{log: {message: checked}}]}}\n"
              .formatted(id, id));
    }
    Files.writeString(routes.resolve("fakes.camel.yaml"), fakes);
  }

  private static String route(String id, Class<?> bean) {
    return "- route: {id: %s, from: {uri: 'direct:%s', steps: [{bean: {beanType: %s}}]}}\n"
        .formatted(id, id, bean.getName());
  }

  @Test
  void runsThePhasesInOrderAndWritesDownHowTheyEnded() {
    RunResult result = app("PAY").run("migrate run", MigrationSettings.ALL_PHASES);

    assertThat(result.failure()).isNull();
    assertThat(result.exitCode()).isEqualTo(ExitCode.CLEAN);
    assertThat(FakePhase.SEEN).containsExactly("extract", "transform", "load", "validate");
    assertThat(
            stored("SELECT phase || ' ' || state AS x FROM run_phase ORDER BY started_at, phase"))
        .containsExactlyInAnyOrder("extract DONE", "transform DONE", "load DONE", "validate DONE");
    assertThat(
            stored("SELECT loading_status || ' ' || validation_status AS x FROM migration_state"))
        .containsExactly("completed completed");
    assertThat(stored("SELECT name AS x FROM lease")).isEmpty();
    assertThat(stored("SELECT exit_code AS x FROM run")).containsExactly("0");
  }

  @Test
  void anOutageEndsTheRunWithThree() {
    RunResult result = app("OUTAGE").run("migrate run", MigrationSettings.ALL_PHASES);

    assertThat(result.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(result.failure()).startsWith("ZEP-503");
    assertThat(FakePhase.SEEN).containsExactly("extract", "transform");
    assertThat(stored("SELECT transformation_status AS x FROM migration_state"))
        .containsExactly("failed");
  }

  @Test
  void aStopOnPurposeLeavesThePhasePartial() {
    RunResult result = app("BUDGET").run("migrate run", MigrationSettings.ALL_PHASES);

    assertThat(result.exitCode()).isEqualTo(ExitCode.STOPPED);
    assertThat(stored("SELECT transformation_status AS x FROM migration_state"))
        .containsExactly("partial");
    assertThat(stored("SELECT state AS x FROM run_phase WHERE phase = 'transform'"))
        .containsExactly("STOPPED");
  }

  @Test
  void aStopWhileASystemIsWaitedForAtTheStartIsNoFailureOfIt() {
    RunResult result = app("ASKED-TO-STOP").run("migrate run", MigrationSettings.ALL_PHASES);

    assertThat(result.exitCode()).isEqualTo(ExitCode.STOPPED);
    assertThat(result.failure()).startsWith("ZEP-431");
  }

  @Test
  void aBugEndsTheRunWithSeventy() {
    RunResult result = app("BUG").run("migrate run", MigrationSettings.ALL_PHASES);

    assertThat(result.exitCode()).isEqualTo(ExitCode.BUG);
    assertThat(result.failure()).startsWith("RUN-900").contains("a bug");
  }

  @Test
  void aSignalEndsTheRunBeforeTheNextPhase() {
    stop.request("stopped by a signal");

    RunResult result = app("PAY").run("migrate run", MigrationSettings.ALL_PHASES);

    assertThat(result.exitCode()).isEqualTo(ExitCode.STOPPED);
    assertThat(FakePhase.SEEN).isEmpty();
  }

  @Test
  void aMissingProjectIsSeenBeforeAnythingElse() {
    RunResult result = app("GONE").run("migrate run", MigrationSettings.ALL_PHASES);

    assertThat(result.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(result.failure()).startsWith("CFG-040").contains("project GONE", "answered 404");
    assertThat(FakePhase.SEEN).isEmpty();
  }

  @Test
  void aSecondRunOnTheSameStoreIsRefused() {
    MigrationApp inside = app("PAY");
    MigrationApp outside =
        new MigrationApp(
            settings("PAY"),
            stop,
            figures -> {
              RunStopped refused =
                  catchThrowableOfType(
                      RunStopped.class, () -> inside.run("migrate run", List.of("extract")));
              assertThat(refused.exitCode()).isEqualTo(ExitCode.CONFLICT);
              assertThat(refused.code()).isEqualTo("RUN-002");
              return () -> {};
            });

    RunResult result = outside.run("migrate run", List.of("extract"));

    assertThat(result.exitCode()).isEqualTo(ExitCode.CLEAN);
  }

  @Test
  void namesTheRouteFileAndLineThatIsWrong() throws IOException {
    Files.writeString(
        folder.resolve("routes/bad.camel.yaml"),
        "- route:\n    id: x\n    from:\n      uri: direct:x\n      stepz: []\n");

    RunResult result = app("PAY").run("migrate run", List.of("extract"));

    assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(result.failure()).startsWith("CFG-020").contains("bad.camel.yaml", "stepz");
    assertThat(FakePhase.SEEN).isEmpty();
  }

  @Test
  void aRouteThatEndsTheRunEarlyIsNotTakenForSuccess() throws IOException {
    Path fakes = folder.resolve("routes/fakes.camel.yaml");
    Files.writeString(
        fakes, Files.readString(fakes).replace("{log: {message: checked}}", "{stop: {}}"));

    RunResult result = app("PAY").run("migrate run", MigrationSettings.ALL_PHASES);

    assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(result.failure()).startsWith("RUN-011").contains("extract");
    assertThat(stored("SELECT extraction_status AS x FROM migration_state"))
        .containsExactly("failed");
  }

  @Test
  void namesATargetThatNoRouteHas() throws IOException {
    Files.writeString(
        folder.resolve("routes/typo.camel.yaml"),
        "- route: {id: x, from: {uri: 'direct:x', steps: [{to: {uri: 'direct:exctract'}}]}}\n");

    RunResult result = app("PAY").run("migrate run", List.of("extract"));

    assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(result.failure()).startsWith("CFG-021").contains("direct:exctract");
  }

  @Test
  void refusesAFileThatHoldsNoListOfRoutes() throws IOException {
    Files.writeString(folder.resolve("routes/map.camel.yaml"), "route:\n  id: x\n");

    RunResult result = app("PAY").run("migrate run", List.of("extract"));

    assertThat(result.failure()).startsWith("CFG-020").contains("map.camel.yaml:1");
  }

  private MigrationApp app(String projectKey) {
    return new MigrationApp(settings(projectKey), stop, Watcher.SILENT);
  }

  private Settings settings(String projectKey) {
    Map<String, Given> options = new HashMap<>();
    options.put("zephyr.base-url", new Given("http://127.0.0.1:1/v2", "test"));
    options.put("zephyr.project-key", new Given(projectKey, "test"));
    options.put("zephyr.api-token", new Given("t", "test"));
    options.put("qtest.base-url", new Given("http://127.0.0.1:1", "test"));
    options.put("qtest.project-id", new Given("5", "test"));
    options.put("qtest.bearer-token", new Given("t", "test"));
    options.put("database.path", new Given(folder.resolve("store.db").toString(), "test"));
    options.put("migration.routes", new Given(folder.resolve("routes").toString(), "test"));
    options.put("migration.reports", new Given(folder.resolve("reports").toString(), "test"));
    return new SettingsLoader(Map.of())
        .load(Path.of("none.yaml"), false, options, Set.of("zephyr", "qtest"));
  }

  private List<String> stored(String sql) {
    try (Store store = Store.open(StoreLocation.sqlite(folder.resolve("store.db")))) {
      return store.read(session -> session.query(sql, row -> row.text("x")));
    }
  }
}
