package io.ztoq.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One sandbox and one store: runs the jar against them and reads what it took. */
final class Migration implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  static final Path JAR = Path.of("target", "ztoq.jar");

  private final Child server;
  private final String size;
  private JsonNode address;
  private Path folder;

  Migration(String size, int requestsPerSecond, int latencyMillis, long largestFile)
      throws IOException {
    this.server =
        Child.main(
            BenchSandbox.class,
            size,
            "1",
            String.valueOf(requestsPerSecond),
            String.valueOf(latencyMillis),
            String.valueOf(largestFile));
    this.size = size;
    this.address = JSON.readTree(server.line());
    this.folder = newFolder();
  }

  private Path newFolder() throws IOException {
    return Files.createTempDirectory(Files.createDirectories(Path.of("target", "bench")), size);
  }

  /** Both systems as they were at the start, in the same process, and a new store. */
  void startAgain() throws IOException {
    address = JSON.readTree(server.ask("restart"));
    folder = newFolder();
  }

  String zephyrUrl() {
    return address.get("zephyrUrl").asText();
  }

  String qtestUrl() {
    return address.get("qtestUrl").asText();
  }

  String zephyrToken() {
    return address.get("zephyrToken").asText();
  }

  String qtestToken() {
    return address.get("qtestToken").asText();
  }

  Path folder() {
    return folder;
  }

  /** Calls since the last {@link #clear}, by side and template. */
  Map<String, Long> counts() throws IOException {
    return JSON.readValue(server.ask("counts"), new TypeReference<TreeMap<String, Long>>() {});
  }

  void clear() throws IOException {
    server.ask("clear");
  }

  /** From now on every call goes to {@code file}. */
  void record(Path file) throws IOException {
    server.ask("record " + file.toAbsolutePath());
  }

  /**
   * Runs {@code migrate run} in a process of its own.
   *
   * @throws IllegalStateException when it does not end with 0
   */
  void run(String heap, String... options) throws IOException, InterruptedException {
    List<String> args = new ArrayList<>(List.of("migrate", "run"));
    args.addAll(Arrays.asList(options));
    try (Child ztoq = Child.jar(JAR, heap, folder, environment(), args)) {
      String output = ztoq.rest();
      if (ztoq.exitCode() != 0) {
        throw new IllegalStateException(
            String.join(" ", args) + " ended with " + ztoq.exitCode() + ":\n" + output);
      }
    }
  }

  /**
   * Sends recorded calls of a side again with a bare client.
   *
   * @return calls per second
   */
  double bareRate(Path calls, String side, int workers) throws IOException {
    boolean source = side.equals("ZEPHYR");
    try (Child bare =
        Child.main(
            BareLoop.class,
            calls.toString(),
            side,
            source ? zephyrUrl() : qtestUrl(),
            source ? zephyrToken() : qtestToken(),
            String.valueOf(workers))) {
      String[] answer = String.valueOf(bare.line()).split(" ", -1);
      return 1000.0 * Long.parseLong(answer[0]) / Long.parseLong(answer[1]);
    }
  }

  private Map<String, String> environment() {
    Map<String, String> all = new TreeMap<>();
    all.put("ZEPHYR_BASE_URL", zephyrUrl());
    all.put("ZEPHYR_API_TOKEN", zephyrToken());
    all.put("ZEPHYR_PROJECT_KEY", address.get("projectKey").asText());
    all.put("QTEST_BASE_URL", qtestUrl());
    all.put("QTEST_BEARER_TOKEN", qtestToken());
    all.put("QTEST_PROJECT_ID", address.get("qtestProjectId").asText());
    all.put("DATABASE_PATH", "store.db");
    all.put("CI", "true");
    all.putAll(more);
    return all;
  }

  private final Map<String, String> more = new TreeMap<>();

  /** Sets a key of the settings through the environment. */
  Migration with(String variable, String value) {
    more.put(variable, value);
    return this;
  }

  /** How long the last run was in a phase. */
  Duration phase(String phase) throws SQLException {
    try (Connection store =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("store.db"));
        Statement statement = store.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT started_at, ended_at FROM run_phase WHERE phase = '%s' ORDER BY started_at DESC LIMIT 1"
                    .formatted(phase))) {
      rows.next();
      return Duration.between(Instant.parse(rows.getString(1)), Instant.parse(rows.getString(2)));
    }
  }

  /** A number out of the store. */
  long number(String sql) throws SQLException {
    try (Connection store =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("store.db"));
        Statement statement = store.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
