package io.ztoq.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsLoaderTest {

  private static final Set<String> ALL = Set.copyOf(SettingKey.areas());

  @TempDir private Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private final Map<String, Given> options = new HashMap<>();

  @Test
  void readsTheFileOfTheWorkflowGuide() throws IOException {
    Settings settings =
        load(
            """
        zephyr:
          base_url: https://api.example.com/v2
          api_token: SECRET-Z
          project_key: PROJECT
          rate_limit_delay: 5  # seconds between requests
          auto_retry: true
          retry_count: 3
        qtest:
          base_url: https://yourcompany.example.com
          bearer_token: SECRET-Q
          project_id: 12345
        database:
          type: sqlite  # or postgresql
          path: ./migration.db
        performance:
          batch_size: 200
          max_workers: 16
          use_batch_transformer: true
        migration:
          incremental: false
          include_attachments: true
          phases: extract,transform
          no_rollback: false
        network:
          timeout: 60
          retry_count: 3
          retry_delay: 5
        logging:
          level: WARNING
          file: ztoq-debug.log
        """);

    assertThat(settings.zephyr().projectKey()).isEqualTo("PROJECT");
    assertThat(settings.zephyr().rateLimitDelay()).isEqualTo(5);
    assertThat(settings.qtest().projectId()).isEqualTo(12345);
    assertThat(settings.performance().batchSize()).isEqualTo(200);
    assertThat(settings.migration().phases()).containsExactly("extract", "transform");
    assertThat(settings.logging().level()).isEqualTo(LoggingSettings.Level.WARNING);
  }

  @Test
  void acceptsKebabCaseListsAndReferences() throws IOException {
    environment.put("TOKEN", "from-environment");

    Settings settings =
        load(
            COMPLETE.replace("api_token: a", "api-token: ${TOKEN}")
                + """
        migration:
          phases: [load, validate]
        performance:
          batch-size: ${BATCH:-250}
        """);

    assertThat(settings.zephyr().apiToken()).isEqualTo("from-environment");
    assertThat(settings.migration().phases()).containsExactly("load", "validate");
    assertThat(settings.performance().batchSize()).isEqualTo(250);
  }

  @Test
  void anOptionWinsOverTheEnvironmentAndThatOverTheFile() throws IOException {
    environment.put("ZEPHYR_PROJECT_KEY", "ENV");
    environment.put("QTEST_PROJECT_ID", "77");
    options.put("zephyr.project-key", new Given("OPT", "option --project-key"));

    Settings settings = load(COMPLETE);

    assertThat(settings.zephyr().projectKey()).isEqualTo("OPT");
    assertThat(settings.qtest().projectId()).isEqualTo(77);
    assertThat(settings.zephyr().baseUrl()).hasToString("https://z.example.com/v2");
  }

  @Test
  void namesOfTheWorkflowGuideAndOfContainersWorkInTheEnvironment() {
    environment.put("ZEPHYR_BASE_URL", "https://z.example.com/v2");
    environment.put("zephyr_access_token", "z");
    environment.put("ZEPHYR_PROJECT_KEY", "PAY");
    environment.put("QTEST_BASE_URL", "https://q.example.com");
    environment.put("qtest_bearer_token", "q");
    environment.put("QTEST_PROJECT_ID", "5");
    environment.put("POSTGRES_HOST", "db");

    Settings settings =
        new SettingsLoader(environment).load(folder.resolve("none.yaml"), false, options, ALL);

    assertThat(settings.zephyr().apiToken()).isEqualTo("z");
    assertThat(settings.qtest().bearerToken()).isEqualTo("q");
    assertThat(settings.database().host()).isEqualTo("db");
  }

  @Test
  void tellsAllProblemsAtOnceWithPlaceAndAdvice() {
    RunStopped stopped =
        refused(
            """
        zephyr:
          base_url: not an address
          page_sice: 10
          page_size: 5000
          token: SECRET-OLD
        qtets:
          base_url: x
        performance:
          max_workers: many
        migration:
          phases: extract,lode
        """);

    assertThat(stopped.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(stopped.line())
        .contains(
            "CFG-004 zephyr.base-url is 'not an address'; it must be an address like",
            "config.yaml:2)")
        .contains(
            "CFG-003 zephyr.page-sice is not a known key",
            "config.yaml:3)",
            "did you mean 'zephyr.page_size'?")
        .contains(
            "CFG-004 zephyr.page-size is '5000'; it must be a whole number from 1 to 1000",
            "config.yaml:4)")
        .contains(
            "CFG-006 zephyr.token is no longer a key; write zephyr.api_token instead",
            "config.yaml:5)")
        .contains("CFG-003 'qtets' is not a known key", "did you mean 'qtest'?")
        .contains("CFG-004 performance.max-workers is 'many'", "config.yaml:9)")
        .contains("there is no phase 'lode'; did you mean 'load'?", "config.yaml:11)")
        .contains("CFG-005 zephyr.api-token is missing", "ZEPHYR_API_TOKEN")
        .contains("CFG-005 qtest.base-url is missing")
        .doesNotContain("SECRET-OLD");
  }

  @Test
  void demandsOnlyTheAreasThatACommandNeeds() {
    Settings settings =
        new SettingsLoader(environment)
            .load(folder.resolve("none.yaml"), false, options, Set.of("database"));

    assertThat(settings.database().type()).isEqualTo(DatabaseSettings.Type.SQLITE);
  }

  @Test
  void saysWhichVariableOfAReferenceIsNotSet() {
    RunStopped stopped = refused(COMPLETE.replace("api_token: a", "api_token: ${NO_SUCH_TOKEN}"));

    assertThat(stopped.line())
        .contains("zephyr.api-token is missing", "refers to NO_SUCH_TOKEN, which is not set");
  }

  @Test
  void demandsAnyLoginOfQTestAndTheUserOfPostgres() {
    RunStopped stopped =
        refused(
            COMPLETE.replace("bearer_token: b", "username: u") + "database: {type: postgresql}\n");

    assertThat(stopped.line())
        .contains("qtest.bearer-token is missing", "database.username is missing");
  }

  @Test
  void saysWhyItCannotReadAFile() throws IOException {
    Path binary = Files.write(folder.resolve("binary.yaml"), new byte[] {(byte) 0xc3, 0x28});

    assertThat(unreadable(folder)).startsWith("CFG-001").contains("it is a folder");
    assertThat(unreadable(binary)).startsWith("CFG-001").contains("it is not UTF-8 text");
  }

  private String unreadable(Path file) {
    return catchThrowableOfType(
            RunStopped.class,
            () -> new SettingsLoader(environment).load(file, true, options, Set.of()))
        .line();
  }

  @Test
  void namesTheFileThatItCannotRead() {
    RunStopped stopped =
        catchThrowableOfType(
            RunStopped.class,
            () ->
                new SettingsLoader(environment)
                    .load(folder.resolve("none.yaml"), true, options, Set.of()));

    assertThat(stopped.line())
        .startsWith("CFG-001 cannot read")
        .contains("none.yaml", "no such file");
  }

  @Test
  void namesTheLineThatIsNotYaml() {
    assertThat(refused("zephyr:\n  base_url: [1\nqtest: }\n").line())
        .startsWith("CFG-002")
        .contains("config.yaml:");
  }

  @Test
  void neverShowsASecret() throws IOException {
    Settings settings =
        load(
            COMPLETE.replace("api_token: a", "api_token: SECRET-1")
                + "database: {password: SECRET-2}\n");

    assertThat(settings.toString())
        .doesNotContain("SECRET")
        .contains("apiToken=***", "password=***");
    assertThat(CamelProperties.of(settings).toString()).doesNotContain("SECRET");
    assertThat(CamelProperties.secrets(settings)).contains("SECRET-1", "SECRET-2");
    assertThat(new Given("SECRET-3", "x").toString()).doesNotContain("SECRET");
  }

  @Test
  void offersEverythingElseToRoutes() throws IOException {
    assertThat(CamelProperties.of(load(COMPLETE)))
        .containsEntry("zephyr.base-url", "https://z.example.com/v2")
        .containsEntry("zephyr.page-size", "1000")
        .containsEntry("qtest.cycles-as", "test-cycle")
        .containsEntry("migration.phases", "extract,transform,load,validate");
  }

  private static final String COMPLETE =
      """
      zephyr:
        base_url: https://z.example.com/v2/
        api_token: a
        project_key: PAY
      qtest:
        base_url: https://q.example.com
        bearer_token: b
        project_id: 5
      """;

  private Settings load(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("config.yaml"), yaml);
    return new SettingsLoader(environment).load(file, true, options, ALL);
  }

  private RunStopped refused(String yaml) {
    return catchThrowableOfType(RunStopped.class, () -> load(yaml));
  }
}
