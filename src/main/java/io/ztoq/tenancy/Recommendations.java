package io.ztoq.tenancy;

import io.ztoq.failure.ExitCode;
import java.util.ArrayList;
import java.util.List;

/** What to do next, by what came out. */
final class Recommendations {

  private final String status;
  private final boolean dryRun;
  private final int errors;
  private final ExitCode exitCode;

  /**
   * @param exitCode why it ended early, if it did
   */
  Recommendations(String status, boolean dryRun, int errors, ExitCode exitCode) {
    this.status = status;
    this.dryRun = dryRun;
    this.errors = errors;
    this.exitCode = exitCode;
  }

  /**
   * @param tenants how many tenants the file and the rows know
   */
  List<String> texts(List<TableCursor> cursors, int tenants) {
    List<String> texts = new ArrayList<>();
    if (status.equals("completed")) {
      texts.addAll(completed(cursors, tenants));
    } else if (status.equals("failed")) {
      texts.addAll(failed(cursors));
    } else {
      return texts;
    }
    cursors.stream()
        .filter(one -> one.late() > 0)
        .forEach(
            one ->
                texts.add(
                    "Find the program that writes %s without tenant_id (warning W11) before `ztoq tenants enforce`."
                        .formatted(one.table())));
    return texts;
  }

  private List<String> completed(List<TableCursor> cursors, int tenants) {
    long rows = cursors.stream().mapToLong(TableCursor::migrated).sum();
    if (dryRun) {
      return List.of(
          "This was a dry run: nothing was written. `ztoq tenants migrate` would give %d rows their tenant."
              .formatted(rows),
          "Review the warnings and the details section below.",
          "Back up the database before the migration.");
    }
    if (rows == 0) {
      return List.of(
          "Migration completed successfully. Nothing had to be migrated: every row has its tenant already.");
    }
    return List.of(
        tenants == 1
            ? "Migration completed successfully. All data migrated to default tenant."
            : "Migration completed successfully. All data migrated to its %d tenants."
                .formatted(tenants),
        "Verify data integrity by reviewing the details section below.",
        "Consider setting up backup before production deployment.");
  }

  private List<String> failed(List<TableCursor> cursors) {
    List<String> texts = new ArrayList<>();
    texts.add(
        dryRun
            ? "The migration would fail: read the errors above; nothing was written."
            : "Migration failed: read the errors above.");
    if (cursors.isEmpty()) {
      texts.add(
          switch (exitCode) {
            case USAGE ->
                "Correct the rules or the command, then look with `ztoq tenants plan`; nothing was written.";
            case CONFLICT -> "Settle what the errors name, then run this once more.";
            case UNREACHABLE ->
                "Check the database: address, user, password, that it runs, and that nobody keeps it locked; then run the same command again.";
            default ->
                "Check the rights of the user: all tables concerned must be readable and writable.";
          });
    }
    if (!cursors.isEmpty() && exitCode == ExitCode.UNREACHABLE) {
      texts.add(
          "Run the same command again when the database can be used: it goes on where it was.");
    }
    if (cursors.stream().anyMatch(one -> one.quarantined() > 0)) {
      texts.add(
          "Decide whose the rows in quarantine are: correct them, or the rules of config/tenants.yaml, and run this once more.");
    }
    if (cursors.stream().anyMatch(one -> one.failed() > 0)) {
      texts.add("Correct the rows that the database refused, and run this once more.");
    }
    if (!dryRun && cursors.stream().anyMatch(one -> one.migrated() > 0)) {
      texts.add("What was written can be taken back with `ztoq tenants rollback`, row by row.");
    }
    texts.add(
        errors == 1
            ? "1 error was found: read it."
            : "%d errors were found: read each.".formatted(errors));
    return texts;
  }
}
