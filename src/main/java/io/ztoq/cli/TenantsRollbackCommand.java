package io.ztoq.cli;

import io.ztoq.app.Version;
import io.ztoq.failure.ExitCode;
import io.ztoq.schema.Actor;
import io.ztoq.tenancy.undo.RollbackReport;
import io.ztoq.tenancy.undo.TenantRollback;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Gives rows back as they were before a migration. */
@Command(
    name = "rollback",
    description = {
      "Takes a migration of tenants back, row by row; rows that were changed since are left.",
      "May be interrupted and run again. Exit code 1: rows were left, the column left_reason of ztoq_tenant_change says why"
    },
    mixinStandardHelpOptions = true)
final class TenantsRollbackCommand extends TenantsView {

  @Option(
      names = "--run",
      paramLabel = "ID",
      description = "Number of the run (default: the newest that changed something)")
  @Nullable Integer run;

  @Option(names = "--dry-run", description = "Only tells; the database forbids writing")
  boolean dryRun;

  @Option(
      names = {"--yes", "-y"},
      description = "Does not ask")
  boolean yes;

  TenantsRollbackCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  public Integer call() {
    TenantRollback rollback =
        new TenantRollback(database(), rules(), Actor.ofProcess(Version.text()), () -> {});
    RollbackReport plan = rollback.plan(run);
    if (dryRun) {
      return show(plan);
    }
    String question =
        "%d rows of run %d will be as they were before, %d are left because they were changed since."
            .formatted(plan.undone(), plan.run(), plan.leftRows());
    if (!Agreement.to(question, yes, surroundings)) {
      surroundings.out().println("nothing was changed");
      return ExitCode.FINDINGS.status();
    }
    return show(rollback.run(plan.run()));
  }

  private int show(RollbackReport report) {
    show(report.json(), out -> print(report, out));
    return report.leftRows() == 0 ? 0 : ExitCode.FINDINGS.status();
  }

  private static void print(RollbackReport report, PrintWriter out) {
    Table table = new Table("table", "undone", "changed since", "moved since", "gone");
    report
        .tables()
        .forEach(
            one -> table.row(one.table(), one.undone(), one.changed(), one.moved(), one.gone()));
    out.print(table.text());
    report.left().forEach(one -> out.println("left  " + one));
    if (report.leftRows() > report.left().size()) {
      out.println(
          report.dryRun()
              ? "left  and %d more; a rollback writes all of them down"
                  .formatted(report.leftRows() - report.left().size())
              : "left  and %d more, see SELECT * FROM ztoq_tenant_change WHERE run_id = %d AND left_reason IS NOT NULL"
                  .formatted(report.leftRows() - report.left().size(), report.run()));
    }
    out.println(
        "%s: run %d, %d rows %s, %d left"
            .formatted(
                report.dryRun() ? "DRY RUN" : report.leftRows() == 0 ? "SUCCESS" : "DONE",
                report.run(),
                report.undone(),
                report.dryRun() ? "would be as before" : "are as before",
                report.leftRows()));
  }
}
