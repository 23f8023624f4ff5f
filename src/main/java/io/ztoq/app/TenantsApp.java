package io.ztoq.app;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.Failure;
import io.ztoq.failure.RunStopped;
import io.ztoq.schema.Actor;
import io.ztoq.tenancy.MigrationReport;
import io.ztoq.tenancy.TenantDatabase;
import io.ztoq.tenancy.TenantFigures;
import io.ztoq.tenancy.TenantMigration;
import io.ztoq.tenancy.TenantOptions;
import io.ztoq.tenancy.TenantProgress;
import io.ztoq.tenancy.rule.TenantRules;
import io.ztoq.watch.Progress;
import io.ztoq.watch.RunMBeans;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Runs a migration of tenants through the routes in routes/tenants. */
public final class TenantsApp {

  private final TenantRequest request;
  private final BooleanSupplier stop;
  private final Watcher watcher;

  /**
   * @param stop is asked between two batches
   */
  public TenantsApp(TenantRequest request, BooleanSupplier stop, Watcher watcher) {
    this.request = request;
    this.stop = stop;
    this.watcher = watcher;
  }

  /**
   * How it ended.
   *
   * @param report is there in every case
   */
  public record Result(ExitCode exitCode, MigrationReport report) {}

  /** Runs the migration to its end, good or bad. */
  public Result run() {
    TenantRules rules;
    try {
      rules = TenantRules.read(Home.find(request.rules()));
    } catch (RunStopped problem) {
      return new Result(problem.exitCode(), MigrationReport.ofNothing(request.dryRun(), problem));
    }
    TenantOptions options =
        new TenantOptions(
            request.dryRun(),
            request.newRun(),
            request.migrations(),
            Actor.ofProcess(Version.text()),
            request.told());
    try (TenantMigration migration =
        new TenantMigration(new TenantDatabase(request.database()), rules, options, stop)) {
      return routed(migration, rules);
    }
  }

  private Result routed(TenantMigration migration, TenantRules rules) {
    Path routes = Home.find(request.routes().resolve("tenants"));
    Map<String, String> properties =
        Map.of("tenants.batches-per-second", Integer.toString(rules.speed().batchesPerSecond()));
    try (CamelRuntime runtime =
            new CamelRuntime(routes, Set.of(), properties).named("ztoq-tenants");
        RunMBeans beans = new RunMBeans("Tenants", "migrate", new TenantFigures(migration))) {
      runtime.bind(Map.of("tenantMigration", migration));
      runtime.start();
      try (AutoCloseable shown = watcher.watch(() -> progress(migration.progress()))) {
        runtime.run("direct:migrate-tenants", Map.of());
      }
      MigrationReport report = migration.report(null);
      return new Result(report.isCompleted() ? ExitCode.CLEAN : ExitCode.FINDINGS, report);
    } catch (Exception | LinkageError | OutOfMemoryError | StackOverflowError problem) {
      RunStopped why = stopped(problem);
      return new Result(why.exitCode(), early(migration, why));
    }
  }

  /** One table is a phase; before the first and behind the last it is the whole. */
  private static Progress progress(TenantProgress now) {
    boolean inTable = !now.table().isEmpty();
    return new Progress(
        inTable ? "tenants of " + now.table() : "tenants",
        inTable ? now.tableDone() : now.done(),
        inTable ? now.tableTotal() : now.total(),
        now.failed() + now.quarantined(),
        now.paused()
            ? "`ztoq tenants resume` lets it go on"
            : now.waiting() ? "others hold the rows" : "");
  }

  /** A report must be there even when the database is not any more. */
  private static MigrationReport early(TenantMigration migration, RunStopped why) {
    try {
      migration.interrupted();
    } catch (RunStopped lost) {
      why.addSuppressed(lost);
    }
    return migration.report(why);
  }

  private static RunStopped stopped(Throwable problem) {
    if (problem instanceof RunStopped stopped) {
      return stopped;
    }
    Outcome outcome = Outcome.of(problem);
    String code = problem instanceof Failure failure ? failure.code() : "RUN-900";
    return new RunStopped(
        outcome.exitCode(), code, outcome.line().replaceFirst("^" + code + " ", ""), problem);
  }
}
