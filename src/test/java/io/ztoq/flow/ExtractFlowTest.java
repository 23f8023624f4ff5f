package io.ztoq.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.ztoq.app.MigrationApp;
import io.ztoq.app.RunResult;
import io.ztoq.app.Watcher;
import io.ztoq.fixture.TestSettings;
import io.ztoq.run.StopSignal;
import io.ztoq.sandbox.Sandbox;
import io.ztoq.sandbox.SandboxOptions;
import io.ztoq.sandbox.zephyr.ZephyrRules;
import io.ztoq.store.Store;
import io.ztoq.store.StoreLocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Extract as in production, through the doors, against the simulated Zephyr Scale. */
class ExtractFlowTest {

  private static final Path PROJECT = Path.of(System.getProperty("project.dir", "."));

  @TempDir private Path folder;

  @Test
  void readsTheSampleProjectWithinTheCallsPromised() {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults())) {
      RunResult result = extract(sandbox, "migration.include-attachments", "false");

      assertThat(result.failure()).isNull();
      long cases = count("SELECT count(*) FROM TestCase");
      long executions = count("SELECT count(*) FROM TestExecution");
      Map<String, Long> calls = sandbox.requests().all();
      assertThat(calls("TestCase", calls))
          .as("%s", calls)
          .isLessThanOrEqualTo(Math.round(1.25 * cases) + 2);
      assertThat(calls("TestExecution", calls))
          .as("%s", calls)
          .isLessThanOrEqualTo(Math.round(1.1 * executions) + 2);
      assertThat(count("SELECT count(*) FROM TestCase WHERE details_due OR script_type IS NULL"))
          .isZero();
      assertThat(count("SELECT count(*) FROM TestExecution WHERE details_due")).isZero();
    }
  }

  @Test
  void readsTheSameFromATenantWithoutNextgenThatGivesSmallPages() {
    ZephyrRules small = new ZephyrRules(false, false, true, 7);
    List<String> plain;
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults())) {
      extract(sandbox, "database.path", folder.resolve("one.db").toString());
      plain = rows(folder.resolve("one.db"));
    }
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().withZephyr(small))) {
      extract(sandbox, "database.path", folder.resolve("two.db").toString());
    }

    assertThat(rows(folder.resolve("two.db"))).isEqualTo(plain).isNotEmpty();
  }

  @Test
  void storesEveryFileAndFindsNothingToDoASecondTime() {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults())) {
      extract(sandbox);
      long stored = count("SELECT count(*) FROM Attachment WHERE state = 'STORED'");
      sandbox.requests().clear();

      RunResult again = extract(sandbox, "zephyr.reread", "changed");

      assertThat(again.failure()).isNull();
      assertThat(stored).isPositive();
      assertThat(count("SELECT count(*) FROM Attachment WHERE state = 'LISTED'")).isZero();
      assertThat(sandbox.requests().all().keySet())
          .noneMatch(name -> name.contains("{" + "key}/") || name.contains("teststeps"));
    }
  }

  private RunResult extract(Sandbox sandbox, String... more) {
    List<String> values =
        new ArrayList<>(
            List.of(
                "zephyr.base-url", sandbox.zephyrUrl().toString(),
                "zephyr.api-token", sandbox.zephyrToken(),
                "zephyr.project-key", sandbox.projectKey(),
                "zephyr.requests-per-second", "1000",
                "database.path", folder.resolve("store.db").toString(),
                "qtest.base-url", sandbox.qtestUrl().toString(),
                "qtest.project-id", Long.toString(sandbox.qtestProjectId()),
                "qtest.bearer-token", sandbox.qtestToken(),
                "migration.routes", routes().toString(),
                "migration.validation", PROJECT.resolve("config/validation").toString(),
                "migration.mappings", PROJECT.resolve("config/mappings").toString(),
                "migration.reports", folder.resolve("reports").toString()));
    values.addAll(List.of(more));
    return new MigrationApp(
            TestSettings.with(values.toArray(String[]::new)), new StopSignal(), Watcher.SILENT)
        .run("extract", List.of("extract"));
  }

  /** The routes of extract and the doors, and a run that is nothing but extract. */
  private Path routes() {
    try {
      Path routes = Files.createDirectories(folder.resolve("routes"));
      for (String from : List.of("extract", "calls", "run/reject-record.camel.yaml")) {
        try (Stream<Path> files = Files.walk(PROJECT.resolve("routes").resolve(from))) {
          for (Path file : files.filter(Files::isRegularFile).toList()) {
            Files.copy(
                file, routes.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
          }
        }
      }
      Files.writeString(
          routes.resolve("run.camel.yaml"),
          """
          - route:
              id: run-migration
              from:
                uri: direct:run-migration
                steps:
                  - bean: {ref: runBook, method: "begin('extract')"}
                  - to: {uri: "direct:extract-project"}
                  - bean: {ref: runBook, method: "done('extract')"}
          """);
      return routes;
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /** Calls that concern cases or executions: list pages, steps or script, step results. */
  private static long calls(String table, Map<String, Long> calls) {
    String path = table.equals("TestCase") ? "ZEPHYR GET /testcases" : "ZEPHYR GET /testexecutions";
    return calls.entrySet().stream()
        .filter(one -> one.getKey().startsWith(path) && !one.getKey().endsWith("/versions"))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private long count(String sql) {
    try (Store store = Store.open(StoreLocation.sqlite(folder.resolve("store.db")))) {
      return store.read(session -> session.number(sql));
    }
  }

  private static List<String> rows(Path file) {
    try (Store store = Store.open(StoreLocation.sqlite(file))) {
      return store.read(
          session ->
              session.query(
                  """
                  SELECT 'case ' || c.key || COALESCE(script_type, '?') || COALESCE(folder_id, 0) || COALESCE(status, '?')
                    || (SELECT count(*) FROM TestStep s WHERE s.test_case_id = c.test_case_id) AS t FROM TestCase c
                  UNION ALL SELECT 'execution ' || execution_id || COALESCE(test_case_id, 0) || COALESCE(test_cycle_id, 0) || status
                    || (SELECT count(*) FROM test_execution_step s WHERE s.execution_id = e.execution_id) FROM TestExecution e
                  UNION ALL SELECT 'file ' || related_type || zephyr_attachment_id || state || COALESCE(content_sha256, '')
                    FROM Attachment
                  UNION ALL SELECT 'reject ' || kind || source_key FROM rejected_record
                  ORDER BY 1
                  """,
                  row -> row.text("t")));
    }
  }
}
