package io.ztoq.tenancy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The report for the console, in the layout of the guide. */
public final class ReportText {

  private static final int WIDTH = 80;
  private static final String SUMMARY = "\uD83D\uDCCA SUMMARY";
  private static final String RECORDS = "\uD83D\uDCC8 RECORDS";
  private static final String COMPONENTS = "\uD83D\uDD27 BY COMPONENT";
  private static final String WARNINGS = "\u26A0\uFE0F  WARNINGS";
  private static final String ERRORS = "\u274C ERRORS";
  private static final String RECOMMENDATIONS = "\uD83D\uDCA1 RECOMMENDATIONS";
  private static final String DETAILS = "\uD83D\uDCCB DETAILS";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

  private final StringBuilder text = new StringBuilder();

  private ReportText() {}

  public static String of(MigrationReport report) {
    return new ReportText().write(report);
  }

  private String write(MigrationReport report) {
    line("");
    line("=".repeat(WIDTH));
    line("MIGRATION REPORT");
    line("=".repeat(WIDTH));
    section(SUMMARY);
    line("Status: " + report.status().toUpperCase(Locale.ROOT));
    if (report.dryRun()) {
      line("Dry Run: yes, nothing was written");
    }
    line("Execution Time: %.2fs".formatted(ReportJson.seconds(report)));
    Instant started = report.startedAt();
    line("Started: " + (started == null ? "never" : TIME.format(started)));
    line("Completed: " + TIME.format(report.completedAt()));
    section(RECORDS);
    line("Total Records: " + report.total());
    line("Migrated: " + report.migrated());
    line("Failed: " + report.failed());
    section(COMPONENTS);
    for (MigrationReport.Component one : report.components()) {
      line("");
      line(one.name().toUpperCase(Locale.ROOT) + ":");
      line("  Total: " + one.total());
      line("  Migrated: " + one.migrated());
      line("  Failed: " + one.failed());
    }
    numbered(WARNINGS, report.warnings());
    numbered(ERRORS, report.errors());
    numbered(RECOMMENDATIONS, report.recommendations());
    details(report);
    line("");
    line("=".repeat(WIDTH));
    line("");
    return text.toString();
  }

  private void details(MigrationReport report) {
    List<TableCursor> tables =
        report.components().stream().flatMap(one -> one.tables().stream()).toList();
    if (tables.isEmpty()) {
      return;
    }
    section(DETAILS);
    for (TableCursor one : tables) {
      line(
          "%s: %d total, %d migrated, %d failed, %d in quarantine"
              .formatted(one.table(), one.all(), one.migrated(), one.failed(), one.quarantined()));
    }
    for (MigrationReport.Tenant one : report.tenants()) {
      line(
          "tenant %s (%s%s): %d rows"
              .formatted(one.slug(), one.id(), one.created() ? ", new" : "", one.rows()));
    }
  }

  private void section(String title) {
    line("");
    line(title);
    line("-".repeat(WIDTH));
  }

  private void numbered(String title, List<String> entries) {
    if (entries.isEmpty()) {
      return;
    }
    section(title);
    for (int i = 0; i < entries.size(); i++) {
      line("%d. %s".formatted(i + 1, entries.get(i)));
    }
  }

  private void line(String one) {
    text.append(one).append(System.lineSeparator());
  }
}
