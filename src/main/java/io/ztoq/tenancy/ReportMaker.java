package io.ztoq.tenancy;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.tenancy.MigrationReport.Component;
import io.ztoq.tenancy.MigrationReport.Locks;
import io.ztoq.tenancy.MigrationReport.Tenant;
import io.ztoq.tenancy.MigrationReport.Undo;
import io.ztoq.tenancy.rule.TableRule;
import io.ztoq.tenancy.rule.TenantRules;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts a report together of what is written down. */
final class ReportMaker {

  /** Rows that an error names. */
  private static final int EXAMPLES = 3;

  private final TenantRules rules;
  private final TenantOptions options;
  private final @Nullable TenantRun run;
  private final List<String> errors;
  private final LockTimes lockTimes;
  private final Instant begun;

  ReportMaker(
      TenantRules rules,
      TenantOptions options,
      @Nullable TenantRun run,
      List<String> errors,
      LockTimes lockTimes,
      Instant begun) {
    this.rules = rules;
    this.options = options;
    this.run = run;
    this.errors = new ArrayList<>(errors);
    this.lockTimes = lockTimes;
    this.begun = begun;
  }

  MigrationReport make(@Nullable RunStopped failure) {
    List<Component> components = components();
    RunFigures figures = figures(failure);
    long without = cursors().stream().mapToLong(one -> one.failed() + one.quarantined()).sum();
    if (failure != null && failure.exitCode() != ExitCode.STOPPED) {
      errors.addAll(MigrationReport.lines(failure));
    }
    rowErrors(figures.withoutTenant());
    boolean stopped = failure != null && failure.exitCode() == ExitCode.STOPPED;
    String status =
        stopped ? "in_progress" : errors.isEmpty() && without == 0 ? "completed" : "failed";
    List<String> warnings = new Warnings(rules, options, run, stopped || failure != null).texts();
    TenantRun current = run;
    List<Tenant> tenants = tenants(figures);
    return new MigrationReport(
        status,
        options.dryRun(),
        cursors().stream()
            .map(TableCursor::startedAt)
            .min(Comparator.naturalOrder())
            .orElse(current == null ? null : begun),
        Instant.now(),
        components,
        warnings,
        errors,
        new Recommendations(
                status,
                options.dryRun(),
                errors.size(),
                failure == null ? ExitCode.CLEAN : failure.exitCode())
            .texts(cursors(), tenants.size()),
        tenants,
        figures.withoutTenant(),
        without,
        new Undo(current == null ? 0 : current.runId(), figures.changes()),
        new Locks(lockTimes.count(), lockTimes.quantile(0.5), lockTimes.quantile(0.99)));
  }

  private List<TableCursor> cursors() {
    TenantRun current = run;
    return current == null
        ? List.of()
        : current.cursors().values().stream()
            .sorted(Comparator.comparingInt(TableCursor::place))
            .toList();
  }

  private List<Component> components() {
    Set<String> names = new LinkedHashSet<>(List.of("UserMigrator", "TestMigrator"));
    rules.tables().stream().map(TableRule::component).forEach(names::add);
    return names.stream()
        .map(
            name ->
                new Component(
                    name, cursors().stream().filter(one -> componentOf(one).equals(name)).toList()))
        .toList();
  }

  private String componentOf(TableCursor cursor) {
    return rules.tables().stream()
        .filter(one -> one.table().equals(cursor.table()))
        .map(TableRule::component)
        .findFirst()
        .orElse("TestMigrator");
  }

  /** What cannot be read any more is an error of the report itself. */
  private RunFigures figures(@Nullable RunStopped failure) {
    TenantRun current = run;
    if (current == null) {
      return RunFigures.NONE;
    }
    if (!current.isLive()) {
      return RunFigures.planned(current);
    }
    try {
      return current.session().read(sql -> RunFigures.read(sql, current.runId(), TenantRun.SHOWN));
    } catch (SQLException problem) {
      if (failure == null) {
        errors.add("TEN-023 the undo log cannot be read: " + problem.getMessage());
      }
      return RunFigures.NONE;
    }
  }

  private void rowErrors(List<QuarantinedRow> shown) {
    shown.stream()
        .filter(row -> row.code().equals(Decision.Code.REFUSED.word()))
        .forEach(
            row ->
                errors.add(
                    "TEN-020 %s %s: the database refused the tenant: %s; correct the row and run this once more"
                        .formatted(row.table(), row.key(), row.reason())));
    for (TableCursor cursor : cursors()) {
      if (cursor.quarantined() > 0) {
        errors.add(quarantined(cursor, shown));
      }
      if (shown.stream().anyMatch(row -> isOf(row, cursor, Decision.Code.PARENT_FAILED))) {
        errors.add(
            "TEN-020 %s: rows whose parent was refused have no tenant either; correct the parents"
                .formatted(cursor.table()));
      }
    }
  }

  private static boolean isOf(QuarantinedRow row, TableCursor cursor, Decision.Code code) {
    return row.table().equals(cursor.table()) && row.code().equals(code.word());
  }

  private String quarantined(TableCursor cursor, List<QuarantinedRow> shown) {
    List<String> examples =
        shown.stream()
            .filter(row -> row.table().equals(cursor.table()))
            .filter(row -> !isOf(row, cursor, Decision.Code.REFUSED))
            .filter(row -> !isOf(row, cursor, Decision.Code.PARENT_FAILED))
            .limit(EXAMPLES)
            .map(row -> row.key() + " " + row.reason())
            .toList();
    return "TEN-025 %s: %s in quarantine without a tenant%s%s; %s"
        .formatted(
            cursor.table(),
            Counted.rows(cursor.quarantined()),
            examples.isEmpty() ? "" : ": " + String.join("; ", examples),
            examples.size() < cursor.quarantined() && !examples.isEmpty() ? "; ..." : "",
            options.dryRun()
                ? "a live run writes all of them to the table ztoq_tenant_quarantine"
                : "all of them are in the table ztoq_tenant_quarantine");
  }

  private List<Tenant> tenants(RunFigures figures) {
    TenantRun current = run;
    if (current == null) {
      return List.of();
    }
    TenantDirectory directory = current.tenants();
    Set<String> ids = new LinkedHashSet<>();
    rules.tenants().forEach(one -> directory.id(one.slug()).ifPresent(ids::add));
    ids.addAll(figures.rowsPerTenant().keySet());
    return ids.stream()
        .map(
            id ->
                new Tenant(
                    id,
                    directory.slug(id),
                    figures.created().contains(id),
                    figures.rowsPerTenant().getOrDefault(id, 0L)))
        .toList();
  }
}
