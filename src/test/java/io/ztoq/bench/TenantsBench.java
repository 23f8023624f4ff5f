package io.ztoq.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ztoq.fixture.QaDatabase;
import io.ztoq.fixture.QaDatabase.Shape;
import io.ztoq.tenancy.TenantDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A million rows without a tenant, given theirs by the jar with a heap of 128 MB. */
final class TenantsBench {

  /** 13 rows each: user, suite, 3 cases, 2 executions, 6 details. */
  private static final int USERS = 76_924;

  /** The neighbours stay without a tenant, so the proof is told not to mind. */
  private static final List<List<String>> AFTERWARDS =
      List.of(
          List.of("verify"),
          List.of("enforce", "--yes"),
          List.of("prove", "--rules", "shared.yaml"),
          List.of("enforce", "--undo", "--yes"),
          List.of("rollback", "--yes"));

  /** Takes a figure. */
  interface Figures {
    void add(String what, double value, String unit, String wanted);
  }

  private final Figures figures;

  TenantsBench(Figures figures) {
    this.figures = figures;
  }

  void run() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("ztoq-bench-tenants");
    Files.writeString(
        folder.resolve("shared.yaml"),
        Files.readString(Path.of("config", "tenants.yaml"))
            + "\nisolation: {shared: [tenants, api_keys, schedules, test_artifacts]}\n");
    measure("SQLite", QaDatabase.sqlite(folder), folder);
    measure("PostgreSQL", QaDatabase.postgres(), folder);
  }

  private void measure(String name, TenantDatabase database, Path folder)
      throws IOException, InterruptedException {
    QaDatabase qa = new QaDatabase(database, Shape.LEGACY).rows(USERS);
    JsonNode dry = migrate(database, folder, "--dry-run");
    JsonNode live = migrate(database, folder);
    JsonNode second = migrate(database, folder);
    double rows = live.get("migrated_records").asDouble();
    if (rows != qa.total() || dry.get("migrated_records").asDouble() != rows) {
      throw new IllegalStateException(live.toString());
    }
    figures.add(name + ", rows", rows, "rows", "1000000");
    figures.add(name + ", migrate", rows / seconds(live), "rows/s", "-");
    figures.add(name + ", dry run", rows / seconds(dry), "rows/s", "-");
    figures.add(
        name + ", lock time per batch, p99", live.at("/locks/ms_p99").asDouble(), "ms", "-");
    figures.add(
        name + ", lock time per batch, p50", live.at("/locks/ms_p50").asDouble(), "ms", "~ 200");
    figures.add(
        name + ", rows of a second run", second.get("total_records").asDouble(), "rows", "0");
    for (List<String> command : AFTERWARDS) {
      double took = timed(database, folder, command);
      figures.add(name + ", " + command.get(0) + option(command), took, "s", "-");
      figures.add(name + ", " + command.get(0) + option(command), rows / took, "rows/s", "-");
    }
    figures.add(name + ", heap of every command", 128, "MB", "<= 128");
  }

  private static String option(List<String> command) {
    return command.contains("--undo") ? " --undo" : "";
  }

  /** From the start of the process to its end. */
  private static double timed(TenantDatabase database, Path folder, List<String> command)
      throws IOException, InterruptedException {
    long begun = System.nanoTime();
    ztoq(database, folder, command);
    return (System.nanoTime() - begun) / 1e9;
  }

  private static double seconds(JsonNode report) {
    return report.at("/summary/execution_time_seconds").asDouble();
  }

  private static JsonNode migrate(TenantDatabase database, Path folder, String... more)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("migrate", "-o", "report.json"));
    command.addAll(List.of(more));
    ztoq(database, folder, command);
    return new ObjectMapper().readTree(Files.readString(folder.resolve("report.json")));
  }

  private static void ztoq(TenantDatabase database, Path folder, List<String> command)
      throws IOException, InterruptedException {
    Map<String, String> environment = new TreeMap<>();
    environment.put("POSTGRES_USER", String.valueOf(database.where().user()));
    environment.put("POSTGRES_PASSWORD", String.valueOf(database.where().password()));
    List<String> args = new ArrayList<>(List.of("tenants", "--url", database.where().url()));
    args.addAll(List.of("--migrations", "migrations-" + database.where().vendor()));
    args.addAll(command);
    try (Child ztoq = Child.jar(Migration.JAR, "128m", folder, environment, args)) {
      String output = ztoq.rest();
      if (ztoq.exitCode() != 0) {
        throw new IllegalStateException(command + ": " + output);
      }
    }
  }
}
