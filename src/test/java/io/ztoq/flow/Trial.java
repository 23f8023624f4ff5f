package io.ztoq.flow;

import io.ztoq.cli.Cli;
import io.ztoq.cli.Surroundings;
import io.ztoq.fixture.Postgres;
import io.ztoq.flow.oracle.Oracle;
import io.ztoq.flow.oracle.Rules;
import io.ztoq.flow.oracle.ZephyrProject;
import io.ztoq.sandbox.Sandbox;
import io.ztoq.sandbox.SandboxOptions;
import io.ztoq.store.Store;
import io.ztoq.store.StoreLocation;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A sandbox, a working folder with settings, and the product, run as users run it. */
final class Trial implements AutoCloseable {

  private static final Path HOME = Path.of(System.getProperty("project.dir", ".")).toAbsolutePath();

  /**
   * Sources that were read, by what the sample was made of; only for trials that do not change
   * theirs.
   */
  private static final Map<String, ZephyrProject> SOURCES = new ConcurrentHashMap<>();

  private static final int UNREACHABLE = 3;
  private static final int STOPPED = 5;
  private static final int MOST_RUNS = 12;

  private final Sandbox sandbox;
  private final Path folder;
  private Rules rules;
  private final StringWriter output = new StringWriter();
  private final String sample;
  private String database;
  private StoreLocation location;
  private String login;
  private String settleTime = "300ms";
  private int perSecond = 1000;

  Trial(SandboxOptions options) {
    this.sandbox = Sandbox.start(options);
    this.folder = newFolder();
    this.rules =
        Rules.defaults()
            .withRefused(name -> name.contains("<script"))
            .withFileLimit(options.qtest().attachmentLimit());
    this.sample =
        options.size() + " " + options.seed() + ' ' + options.dirty() + ' ' + options.largestFile();
    this.login = "  bearer_token: " + sandbox.qtestToken();
    this.location = StoreLocation.sqlite(folder.resolve("store.db"));
    this.database = "  type: sqlite\n  path: " + folder.resolve("store.db") + '\n';
    writeSettings();
  }

  static Trial tiny(long seed) {
    return new Trial(SandboxOptions.defaults().withSeed(seed));
  }

  private static Path newFolder() {
    try {
      return Files.createTempDirectory(
          Files.createDirectories(HOME.resolve("target/trials")), "trial");
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /** The oracle judges by other choices, which the options of the runs must make, too. */
  Trial judgedBy(UnaryOperator<Rules> change) {
    rules = change.apply(rules);
    return this;
  }

  /** The oracle's word, with the source as it must have been seen. */
  Oracle.Verdict judge(ZephyrProject source) {
    sandbox.faults().clear();
    return oracle().judge(source, Set.of(), false);
  }

  /** The store is lost: the same settings, nothing in it. */
  void loseStore() {
    if (database.contains("postgresql")) {
      onPostgres();
    } else {
      storeFiles().forEach(file -> file.toFile().delete());
    }
  }

  /** Keeps a copy of the SQLite store while nobody works with it. */
  void backUpStore() {
    storeFiles().forEach(file -> copy(file, Path.of(file + ".backup")));
  }

  /** Puts the copy in the place of the SQLite store. */
  void restoreStore() {
    loseStore();
    files("store\\.db(-[a-z]+)?\\.backup")
        .forEach(file -> copy(file, Path.of(file.toString().replace(".backup", ""))));
  }

  private List<Path> storeFiles() {
    return files("store\\.db(-[a-z]+)?");
  }

  private List<Path> files(String pattern) {
    try (var all = Files.list(folder)) {
      return all.filter(file -> file.getFileName().toString().matches(pattern)).toList();
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  private static void copy(Path from, Path to) {
    try {
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /** The same with a new PostgreSQL database as its store. */
  Trial onPostgres() {
    location = Postgres.newDatabase();
    URI uri = URI.create(location.jdbcUrl().substring("jdbc:".length()));
    database =
        "  type: postgresql\n  host: %s\n  port: %d\n  database: %s\n  username: %s\n  password: \"%s\"\n"
            .formatted(
                uri.getHost(),
                uri.getPort(),
                uri.getPath().substring(1),
                location.user(),
                location.password());
    writeSettings();
    return this;
  }

  /** The same with a login by name and password, whose tokens expire. */
  Trial withPassword() {
    login =
        "  username: %s\n  password: %s\n  site_name: %s"
            .formatted(
                sandbox.qtestLogin().username(),
                sandbox.qtestLogin().password(),
                sandbox.qtestLogin().siteName());
    writeSettings();
    return this;
  }

  /** The same with more time until a write of qTest is seen, such as {@code 2s}. */
  Trial withSettleTime(String time) {
    settleTime = time;
    writeSettings();
    return this;
  }

  /** The same with so many requests per second and side in its settings. */
  Trial withRate(int requestsPerSecond) {
    perSecond = requestsPerSecond;
    writeSettings();
    return this;
  }

  private void writeSettings() {
    String text =
        """
        zephyr:
          base_url: %s
          api_token: %s
          project_key: %s
          requests_per_second: %d
        qtest:
          base_url: %s
        %s
          project_id: %d
          requests_per_second: %d
          settle_time: %s
          monthly_reserve: 10
        database:
        %sperformance:
          batch_size: 20
          max_workers: 8
        migration:
          routes: %s/routes
          mappings: %s/config/mappings
          validation: %s/config/validation
          reports: %s/reports
        network:
          retry_count: 8
          retry_delay: 0
          timeout: 10
        logging:
          file: %s/ztoq.log
        """
            .formatted(
                sandbox.zephyrUrl(),
                sandbox.zephyrToken(),
                sandbox.projectKey(),
                perSecond,
                sandbox.qtestUrl(),
                login,
                sandbox.qtestProjectId(),
                perSecond,
                settleTime,
                database,
                HOME,
                HOME,
                HOME,
                folder,
                folder);
    write(text);
  }

  private void write(String settings) {
    try {
      Files.writeString(folder.resolve("config.yaml"), settings);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  Sandbox sandbox() {
    return sandbox;
  }

  /** The store, while no run works with it. */
  Store openStore() {
    return Store.open(location);
  }

  Path folder() {
    return folder;
  }

  /** Runs the command once, in this process; says its exit code. */
  int migrate(String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("migrate", "run", "--config", folder + "/config.yaml"));
    arguments.addAll(Arrays.asList(options));
    PrintWriter writer = new PrintWriter(output, true);
    return Cli.run(
        new Surroundings(Map.of(), writer, writer, false), arguments.toArray(String[]::new));
  }

  /** Runs the command until it says that it is done (0 or 1) or that it makes no sense to go on. */
  int migrateToTheEnd(String... options) {
    int code = STOPPED;
    for (int run = 0; run < MOST_RUNS && (code == STOPPED || code == UNREACHABLE); run++) {
      code = migrate(options);
    }
    return code;
  }

  /** A run in a JVM of its own, as {@code kill -9} needs it. */
  Process start(String... options) {
    List<String> words = new ArrayList<>(List.of("migrate", "run"));
    words.addAll(Arrays.asList(options));
    return launch(words.toArray(String[]::new));
  }

  /** The product in a JVM of its own, with the settings of this trial. */
  Process launch(String... words) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Dztoq.home=" + HOME,
                "-cp",
                System.getProperty("java.class.path"),
                "io.ztoq.Ztoq"));
    command.addAll(Arrays.asList(words));
    command.addAll(List.of("--config", folder + "/config.yaml"));
    File console = folder.resolve("console.txt").toFile();
    try {
      return new ProcessBuilder(command)
          .directory(folder.toFile())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(console))
          .start();
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /** A copy of the routes that a test may edit. */
  Path ownRoutes() throws IOException {
    Path from = HOME.resolve("routes").normalize();
    Path to = folder.resolve("routes");
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
    return to;
  }

  /** Everything that the product printed in JVMs of its own. */
  String console() {
    try {
      return Files.readString(folder.resolve("console.txt"));
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /** Everything that the runs of this process printed. */
  String output() {
    return output.toString();
  }

  /** Requests that changed qTest, by operation; searches and logins are none. */
  SortedMap<String, Long> writes() {
    SortedMap<String, Long> writes = new TreeMap<>(sandbox.requests().all());
    writes
        .keySet()
        .removeIf(
            operation ->
                !operation.matches("QTEST (POST|PUT|DELETE) .*")
                    || operation.endsWith("/search")
                    || operation.contains("/oauth/"));
    return writes;
  }

  /** The oracle's word after everything was migrated in one go. */
  Oracle.Verdict judge() {
    sandbox.faults().clear();
    Oracle oracle = oracle();
    return oracle.judge(SOURCES.computeIfAbsent(sample, first -> oracle.readSource()));
  }

  /** The oracle's word after changes in Zephyr. */
  Oracle.Verdict judgeChanged() {
    sandbox.faults().clear();
    Oracle oracle = oracle();
    return oracle.judge(oracle.readSource(), Set.of(), false);
  }

  Oracle oracle() {
    return oracle(UnaryOperator.identity());
  }

  /** An oracle with a choice that the runs did not make. */
  Oracle oracle(UnaryOperator<Rules> choice) {
    return new Oracle(
        sandbox.zephyrUrl(),
        sandbox.zephyrToken(),
        sandbox.projectKey(),
        sandbox.qtestUrl(),
        sandbox.qtestToken(),
        sandbox.qtestProjectId(),
        choice.apply(rules));
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
