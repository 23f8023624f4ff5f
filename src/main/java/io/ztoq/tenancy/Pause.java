package io.ztoq.tenancy;

import io.ztoq.failure.RunStopped;
import java.sql.SQLException;
import java.util.Optional;

/** Lets a run wait between two batches, from its own process or from another one. */
public final class Pause {

  private Pause() {}

  static boolean isAsked(TenantRun run) {
    try {
      return run.session().read(sql -> new RunRecords(sql).isPaused(run.runId()));
    } catch (SQLException problem) {
      if (run.database().dialect().isTransient(problem)) {
        return false;
      }
      throw TenantFailures.unusable(Bookkeeping.RUN, problem);
    }
  }

  static void set(TenantDatabase database, int runId, boolean wait) {
    try (TenantSession session = TenantSession.open(database, false)) {
      session.patiently(
          sql -> {
            new RunRecords(sql).pause(runId, wait);
            return wait;
          });
    } catch (SQLException problem) {
      throw TenantFailures.unusable(Bookkeeping.RUN, problem);
    }
  }

  /**
   * Asks the process that works on a database to wait, or to go on.
   *
   * @return the run
   * @throws RunStopped (TEN-024, exit code 4) when no run is under way
   */
  public static TenantRunRow ask(TenantDatabase database, boolean wait) {
    Optional<TenantRunRow> found = underWay(database);
    if (found.isEmpty()) {
      throw TenantFailures.conflict(
          "TEN-024",
          "no migration of tenants is under way in %s; `ztoq tenants migrate` begins one"
              .formatted(database));
    }
    set(database, found.get().runId(), wait);
    return found.get();
  }

  private static Optional<TenantRunRow> underWay(TenantDatabase database) {
    try (TenantSession session = TenantSession.open(database, true)) {
      return session.in(
          sql ->
              sql.hasTable(Bookkeeping.RUN)
                  ? new RunRecords(sql).unfinished("migrate")
                  : Optional.empty());
    } catch (SQLException problem) {
      throw TenantFailures.unusable(Bookkeeping.RUN, problem);
    }
  }
}
