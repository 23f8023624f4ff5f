package io.ztoq.cli;

import io.ztoq.tenancy.Counted;
import io.ztoq.tenancy.undo.TenantVerification;
import io.ztoq.tenancy.undo.VerificationFinding;
import io.ztoq.tenancy.undo.VerificationReport;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Looks whether every row has its tenant. */
@Command(
    name = "verify",
    description = {
      "Looks whether every row has its tenant and nothing else was changed; never writes.",
      "The tenant exists, agrees with that of the parents, and the undo log agrees with the row. Exit code 1: something is wrong"
    },
    mixinStandardHelpOptions = true)
final class TenantsVerifyCommand extends TenantsView {

  @Option(
      names = "--allow-changes",
      description = "Rows that the application changed since the migration are no errors")
  boolean allowChanges;

  TenantsVerifyCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  public Integer call() {
    VerificationReport report = new TenantVerification(database(), rules(), allowChanges).verify();
    show(report.json(), out -> print(report, out));
    return report.isClean() ? 0 : 1;
  }

  private static void print(VerificationReport report, PrintWriter out) {
    Table counts = new Table("table", "tenant", "id", "rows");
    for (VerificationReport.Counts table : report.tables()) {
      table
          .byTenant()
          .forEach(
              (id, rows) ->
                  counts.row(table.table(), report.slugs().getOrDefault(id, "?"), id, rows));
      if (table.open() > 0) {
        counts.row(table.table(), "(none)", "", table.open());
      }
    }
    out.print(counts.text());
    for (VerificationFinding finding : report.findings()) {
      out.println(
          "%-8s %s %s%s"
              .formatted(
                  finding.error() ? "error" : "warning",
                  finding.table(),
                  finding.what(),
                  finding.rows().isEmpty() ? "" : ": " + String.join(" ", finding.rows())));
    }
    out.println(
        report.isClean()
            ? "SUCCESS: every row has its tenant; %s compared with the undo log"
                .formatted(Counted.rows(report.compared()))
            : "FAILED: see the errors above; %s compared with the undo log"
                .formatted(Counted.rows(report.compared())));
  }
}
