package io.ztoq.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * All figures of docs/benchmarks.md. Arguments: names of benchmarks (calls, attachments, budget,
 * speed, transform, memory, tenants, schema), all without one.
 */
final class Bench {

  private static final int WORKERS = 8;
  private static final String CASES = "SELECT count(*) FROM TestCase";
  private static final String EXECUTIONS = "SELECT count(*) FROM TestExecution";

  private final List<String> table = new ArrayList<>();

  public static void main(String[] args) throws Exception {
    List<String> wanted =
        args.length == 0
            ? List.of(
                "calls",
                "attachments",
                "budget",
                "speed",
                "transform",
                "memory",
                "tenants",
                "schema")
            : List.of(args);
    Bench bench = new Bench();
    for (String name : wanted) {
      switch (name) {
        case "calls" -> bench.calls();
        case "attachments" -> bench.attachments();
        case "budget" -> bench.budget();
        case "speed" -> bench.speed();
        case "transform" -> bench.transform();
        case "memory" -> bench.memory();
        case "tenants" -> new TenantsBench(bench::figure).run();
        case "schema" -> new SchemaBench(bench::figure).run();
        default -> throw new IllegalArgumentException("no benchmark '" + name + "'");
      }
    }
    Path report = Path.of("target", "bench", "figures.md");
    Files.createDirectories(report.getParent());
    Files.write(report, bench.table);
    System.out.println("written to " + report);
    System.exit(0);
  }

  private void figure(String what, double value, String unit, String wanted) {
    String line = String.format(Locale.ROOT, "| %s | %.3f | %s | %s |", what, value, unit, wanted);
    System.out.println(line);
    table.add(line);
  }

  private void calls() throws Exception {
    try (Migration migration = new Migration("small", 0, 0, 1000)) {
      migration
          .with("MIGRATION_INCLUDE_ATTACHMENTS", "false")
          .with("ZEPHYR_REQUESTS_PER_SECOND", "100000");
      migration.with("QTEST_REQUESTS_PER_SECOND", "100000");
      migration.run("512m", "--phases", "extract,transform,load");
      Map<String, Long> counts = migration.counts();
      double cases = migration.number(CASES);
      double executions = migration.number(EXECUTIONS);
      double versions = sum(counts, "ZEPHYR GET /testcases/{key}/versions");
      figure(
          "Zephyr calls per case (list pages, steps or script)",
          (sum(counts, "ZEPHYR GET /testcases") - versions) / cases,
          "calls",
          "<= 1.25");
      figure("Zephyr calls per case for versions", versions / cases, "calls", "-");
      figure(
          "Zephyr calls per execution",
          sum(counts, "ZEPHYR GET /testexecutions") / executions,
          "calls",
          "<= 1.1");
      double caseCalls =
          sum(counts, "QTEST POST test-cases", "QTEST PUT test-cases", "QTEST GET test-cases");
      figure("qTest calls per case", caseCalls / cases, "calls", "<= 2.3");
      double runCalls =
          sum(counts, "QTEST POST test-runs", "QTEST GET test-runs", "QTEST POST search");
      figure("qTest calls per execution", runCalls / executions, "calls", "<= 2.05");
      migration.clear();
      migration.run("512m", "--phases", "validate");
      figure(
          "qTest calls of a validation per object",
          total(migration.counts(), "QTEST") / (cases + executions),
          "calls",
          "-");
      migration.clear();
      migration.run("512m");
      figure("qTest writes of a second run", writes(migration.counts()), "calls", "0");
    }
  }

  private void attachments() throws Exception {
    try (Migration migration = new Migration("small", 0, 0, 1_000_000)) {
      migration
          .with("ZEPHYR_REQUESTS_PER_SECOND", "100000")
          .with("QTEST_REQUESTS_PER_SECOND", "100000");
      migration.run("512m", "--phases", "extract,transform,load");
      Map<String, Long> counts = migration.counts();
      double files = migration.number("SELECT count(*) FROM Attachment");
      double sent =
          migration.number("SELECT count(*) FROM target_object WHERE kind = 'ATTACHMENT'");
      double downloads =
          counts.entrySet().stream()
              .filter(one -> one.getKey().contains("/attachments/{"))
              .mapToLong(Map.Entry::getValue)
              .sum();
      figure("downloads per file", downloads / files, "calls", "1");
      figure("uploads per file", sum(counts, "QTEST POST blob-handles") / sent, "calls", "1");
    }
  }

  private void budget() throws Exception {
    try (Migration migration = new Migration("small", 50, 20, 1000)) {
      migration
          .with("MIGRATION_INCLUDE_ATTACHMENTS", "false")
          .with("ZEPHYR_REQUESTS_PER_SECOND", "50");
      migration.with("QTEST_REQUESTS_PER_SECOND", "50");
      migration.run("512m", "--phases", "extract,transform");
      use(migration, "ZEPHYR", "extract");
      migration.clear();
      migration.run("512m", "--phases", "load");
      use(migration, "QTEST", "load");
    }
  }

  private void use(Migration migration, String side, String phase) throws Exception {
    Map<String, Long> counts = migration.counts();
    double calls = total(counts, side);
    double seconds = migration.phase(phase).toMillis() / 1000.0;
    figure(side + " budget of 50/s used", 100 * calls / seconds / 50, "%", ">= 95");
    figure(side + " 429s", 100.0 * counts.getOrDefault(side + " -> 429", 0L) / calls, "%", "< 0.1");
  }

  private void speed() throws Exception {
    double[] small = rates("small");
    double[] medium = rates("medium");
    String[] flows = {"extract", "transform", "load", "validate"};
    for (int i = 0; i < flows.length; i++) {
      figure(
          "rate of " + flows[i] + " at medium to small", medium[i] / small[i], "ratio", ">= 0.9");
    }
  }

  /**
   * The server is as warm for ours as for the bare client: a first migration is recorded and sent
   * again, then both systems begin anew in the same process and the migration that counts is made.
   */
  private double[] rates(String size) throws Exception {
    try (Migration migration = new Migration(size, 0, 0, 1000)) {
      migration
          .with("MIGRATION_INCLUDE_ATTACHMENTS", "false")
          .with("ZEPHYR_REQUESTS_PER_SECOND", "100000");
      migration
          .with("QTEST_REQUESTS_PER_SECOND", "100000")
          .with("PERFORMANCE_MAX_WORKERS", String.valueOf(WORKERS));
      Path calls = migration.folder().resolve("calls.jsonl");
      migration.record(calls);
      migration.run("256m", "--phases", "extract,transform,load");
      migration.record(migration.folder().resolve("rest.jsonl"));
      migration.bareRate(calls, "QTEST", WORKERS);
      double bareLoad = migration.bareRate(calls, "QTEST", WORKERS);
      migration.startAgain();
      migration.run("256m");
      double bareExtract = migration.bareRate(calls, "ZEPHYR", WORKERS);
      double entities = migration.number(CASES) + migration.number(EXECUTIONS);
      double[] rates = new double[4];
      String[] flows = {"extract", "transform", "load", "validate"};
      for (int i = 0; i < flows.length; i++) {
        rates[i] = 1000 * entities / migration.phase(flows[i]).toMillis();
        figure(
            "%s at %s".formatted(flows[i], size),
            rates[i],
            "entities/s",
            i == 1 ? ">= 20000" : "-");
      }
      ratio("extract at " + size, calls(calls, "ZEPHYR"), migration.phase("extract"), bareExtract);
      ratio("load at " + size, calls(calls, "QTEST"), migration.phase("load"), bareLoad);
      return rates;
    }
  }

  private static long calls(Path recorded, String side) throws IOException {
    try (Stream<String> lines = Files.lines(recorded)) {
      return lines.filter(line -> line.contains("\"side\":\"" + side + "\"")).count();
    }
  }

  private void ratio(String what, long calls, Duration took, double bareRate) {
    double ours = 1000.0 * calls / took.toMillis();
    figure(what + ", calls/s", ours, "calls/s", "-");
    figure("bare client, same calls", bareRate, "calls/s", "-");
    figure(what + " to the bare client", ours / bareRate, "ratio", ">= 0.5");
  }

  /** In processes of their own. */
  private void transform() throws Exception {
    for (String size : List.of("small", "medium")) {
      try (Migration migration = new Migration(size, 0, 0, 1000)) {
        migration
            .with("MIGRATION_INCLUDE_ATTACHMENTS", "false")
            .with("ZEPHYR_REQUESTS_PER_SECOND", "100000");
        migration.run("256m", "--phases", "extract");
        double entities = migration.number(CASES) + migration.number(EXECUTIONS);
        for (String which : List.of("first", "second, nothing changed")) {
          migration.run("256m", "--phases", "transform");
          double rate = 1000 * entities / migration.phase("transform").toMillis();
          figure("transform at %s, %s".formatted(size, which), rate, "entities/s", ">= 20000");
        }
      }
    }
  }

  /** That a run ends is the figure: the heap is fixed. */
  private void memory() throws Exception {
    try (Migration migration = new Migration("medium", 0, 0, 1000)) {
      migration
          .with("ZEPHYR_REQUESTS_PER_SECOND", "100000")
          .with("QTEST_REQUESTS_PER_SECOND", "100000");
      migration.run("256m");
      figure("medium with attachments, heap", 256, "MB", "<= 256");
    }
    try (Migration migration = new Migration("tiny", 0, 0, 100_000_000)) {
      migration.with("QTEST_ATTACHMENT_LIMIT", "200000000");
      migration.run("128m");
      figure("a 100 MB attachment, heap", 128, "MB", "<= 128");
    }
  }

  private static double sum(Map<String, Long> counts, String... beginnings) {
    double sum = 0;
    for (Map.Entry<String, Long> one : counts.entrySet()) {
      String name =
          one.getKey()
              .replace("/api/v3/projects/{projectId}/", "")
              .replace("{objectType}/{objectId}/", "");
      for (String beginning : beginnings) {
        sum += name.startsWith(beginning) ? one.getValue() : 0;
      }
    }
    return sum;
  }

  private static double total(Map<String, Long> counts, String side) {
    return counts.entrySet().stream()
        .filter(one -> one.getKey().startsWith(side + " ") && !one.getKey().contains("->"))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private static double writes(Map<String, Long> counts) throws IOException {
    return counts.entrySet().stream()
        .filter(one -> one.getKey().startsWith("QTEST P") && !one.getKey().contains("/search"))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
