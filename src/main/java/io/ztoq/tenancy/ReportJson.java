package io.ztoq.tenancy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The report as JSON, in the shape of the guide's tool and with what it lacked. */
public final class ReportJson {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'+00:00'").withZone(ZoneOffset.UTC);

  private ReportJson() {}

  /** The whole report. */
  public static String of(MigrationReport report) {
    Map<String, Object> root = new LinkedHashMap<>();
    Map<String, @Nullable Object> summary = new LinkedHashMap<>();
    summary.put("overall_status", report.status());
    summary.put("execution_time_seconds", seconds(report));
    summary.put("started_at", time(report.startedAt()));
    summary.put("completed_at", time(report.completedAt()));
    summary.put("dry_run", report.dryRun());
    root.put("summary", summary);
    root.put("total_records", report.total());
    root.put("migrated_records", report.migrated());
    root.put("failed_records", report.failed());
    root.put("warnings", report.warnings());
    root.put("errors", report.errors());
    Map<String, Object> figures = new LinkedHashMap<>();
    Map<String, Object> details = new LinkedHashMap<>();
    for (MigrationReport.Component one : report.components()) {
      Map<String, Object> sums = new LinkedHashMap<>();
      sums.put("total", one.total());
      sums.put("migrated", one.migrated());
      sums.put("failed", one.failed());
      figures.put(one.name(), sums);
      details.put(one.name(), details(one, report));
    }
    root.put("by_component", figures);
    root.put("recommendations", report.recommendations());
    root.put("details", details);
    root.put("tenants", report.tenants());
    root.put("quarantine", quarantine(report));
    root.put("undo", undo(report));
    root.put("locks", locks(report));
    try {
      return JSON.writeValueAsString(root) + "\n";
    } catch (JsonProcessingException problem) {
      throw new IllegalStateException(problem);
    }
  }

  private static Map<String, @Nullable Object> details(
      MigrationReport.Component one, MigrationReport report) {
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    List<TableCursor> tables = one.tables();
    boolean done = !tables.isEmpty() && tables.stream().allMatch(TableCursor::isDone);
    boolean clean = one.failed() == 0;
    details.put(
        "status",
        tables.isEmpty() ? "pending" : !done ? "in_progress" : clean ? "completed" : "failed");
    details.put("total_records", one.total());
    details.put("migrated_records", one.migrated());
    details.put("failed_records", one.failed());
    details.put("started_at", time(first(tables)));
    details.put("completed_at", done ? time(last(tables)) : null);
    if (one.name().equals("TestMigrator")) {
      details.put(
          "migrated_items",
          report.dryRun()
              ? 0
              : tables.stream()
                  .filter(table -> table.table().equals("test_suites"))
                  .mapToLong(TableCursor::migrated)
                  .sum());
    }
    Map<String, Object> kinds = new LinkedHashMap<>();
    tables.forEach(table -> kinds.put(table.table(), kind(table)));
    details.put("tables", kinds);
    return details;
  }

  private static @Nullable Instant first(List<TableCursor> tables) {
    return tables.stream().map(TableCursor::startedAt).min(Comparator.naturalOrder()).orElse(null);
  }

  private static @Nullable Instant last(List<TableCursor> tables) {
    return tables.stream()
        .map(TableCursor::endedAt)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  private static Map<String, Object> kind(TableCursor table) {
    Map<String, Object> kind = new LinkedHashMap<>();
    kind.put("total", table.done() + table.gone());
    kind.put("migrated", table.migrated());
    kind.put("failed", table.failed() + table.gone());
    kind.put("quarantined", table.quarantined());
    kind.put("late", table.late());
    return kind;
  }

  private static Map<String, Object> quarantine(MigrationReport report) {
    Map<String, Object> quarantine = new LinkedHashMap<>();
    quarantine.put("count", report.withoutTenant());
    quarantine.put("rows", report.quarantine());
    return quarantine;
  }

  private static Map<String, Object> undo(MigrationReport report) {
    Map<String, Object> undo = new LinkedHashMap<>();
    undo.put("run_id", report.undo().runId());
    undo.put("table", Bookkeeping.CHANGE);
    undo.put("changes", report.undo().changes());
    undo.put("command", "ztoq tenants rollback");
    return undo;
  }

  private static Map<String, Object> locks(MigrationReport report) {
    Map<String, Object> locks = new LinkedHashMap<>();
    locks.put("batches", report.locks().batches());
    locks.put("ms_p50", rounded(report.locks().p50()));
    locks.put("ms_p99", rounded(report.locks().p99()));
    return locks;
  }

  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }

  /** From the first table to the end, two places. */
  static double seconds(MigrationReport report) {
    Instant started = report.startedAt();
    return started == null
        ? 0
        : rounded(Duration.between(started, report.completedAt()).toMillis() / 1000.0);
  }

  private static @Nullable String time(@Nullable Instant instant) {
    return instant == null ? null : TIME.format(instant);
  }

  /**
   * Writes the report; either all of it is in the file or what was there before.
   *
   * @throws IOException when it cannot be written
   */
  public static void write(MigrationReport report, Path file) throws IOException {
    Path target = file.toAbsolutePath();
    Path folder = target.getParent();
    if (folder == null) {
      throw new IOException("it is no file");
    }
    Files.createDirectories(folder);
    Path draft = Files.createTempFile(folder, file.getFileName().toString(), ".draft");
    try {
      Files.write(draft, of(report).getBytes(StandardCharsets.UTF_8));
      Files.move(
          draft, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
