package io.ztoq.tenancy;

import io.ztoq.failure.RunStopped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a migration of tenants did, or would do.
 *
 * @param status completed, failed, or in_progress when it was stopped and can be gone on with
 * @param startedAt null when it did not get to a table
 * @param components in the order of the guide
 * @param quarantine the first rows without a tenant
 * @param withoutTenant how many there are
 */
public record MigrationReport(
    String status,
    boolean dryRun,
    @Nullable Instant startedAt,
    Instant completedAt,
    List<Component> components,
    List<String> warnings,
    List<String> errors,
    List<String> recommendations,
    List<Tenant> tenants,
    List<QuarantinedRow> quarantine,
    long withoutTenant,
    Undo undo,
    Locks locks) {

  public MigrationReport {
    components = List.copyOf(components);
    warnings = List.copyOf(warnings);
    errors = List.copyOf(errors);
    recommendations = List.copyOf(recommendations);
    tenants = List.copyOf(tenants);
    quarantine = List.copyOf(quarantine);
  }

  /** Of a migration that did not even get to the database. */
  public static MigrationReport ofNothing(boolean dryRun, RunStopped failure) {
    List<String> errors = lines(failure);
    return new MigrationReport(
        "failed",
        dryRun,
        null,
        Instant.now(),
        List.of(new Component("UserMigrator", List.of()), new Component("TestMigrator", List.of())),
        List.of(),
        errors,
        new Recommendations("failed", dryRun, errors.size(), failure.exitCode())
            .texts(List.of(), 0),
        List.of(),
        List.of(),
        0,
        new Undo(0, 0),
        new Locks(0, 0, 0));
  }

  /** Each problem by itself, with its code. */
  static List<String> lines(RunStopped failure) {
    return List.of(failure.line().split("\\R(?=[A-Z]{3}-\\d{3} )"));
  }

  /**
   * A part of the guide's report: total = migrated + failed.
   *
   * @param name UserMigrator or TestMigrator, or what the file says
   */
  public record Component(String name, List<TableCursor> tables) {

    public Component {
      tables = List.copyOf(tables);
    }

    public long total() {
      return tables.stream().mapToLong(TableCursor::done).sum()
          + tables.stream().mapToLong(TableCursor::gone).sum();
    }

    public long migrated() {
      return tables.stream().mapToLong(TableCursor::migrated).sum();
    }

    /** Rows that got no tenant for whatever reason. */
    public long failed() {
      return total() - migrated();
    }
  }

  /** A tenant and how many rows it got. */
  public record Tenant(String id, String slug, boolean created, long rows) {}

  /**
   * Where the way back is.
   *
   * @param runId 0 when nothing was written
   * @param changes rows of the undo log
   */
  public record Undo(int runId, long changes) {}

  /** How long batches held their locks, milliseconds. */
  public record Locks(int batches, double p50, double p99) {}

  public long total() {
    return components.stream().mapToLong(Component::total).sum();
  }

  public long migrated() {
    return components.stream().mapToLong(Component::migrated).sum();
  }

  public long failed() {
    return components.stream().mapToLong(Component::failed).sum();
  }

  public boolean isCompleted() {
    return status.equals("completed");
  }
}
