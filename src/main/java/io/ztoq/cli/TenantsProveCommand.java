package io.ztoq.cli;

import io.ztoq.app.Home;
import io.ztoq.tenancy.TenantDatabase;
import io.ztoq.tenancy.isolation.Attempt;
import io.ztoq.tenancy.isolation.IsolationProof;
import io.ztoq.tenancy.isolation.ProofFinding;
import io.ztoq.tenancy.isolation.ProofReport;
import io.ztoq.tenancy.isolation.Result;
import io.ztoq.tenancy.rule.TenantRules;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Tries to get at rows of other tenants. */
@Command(
    name = "prove",
    description = {
      "Tries, as the role of the application, to read, insert, update, delete and move rows of other tenants in every",
      "table, in a transaction that is rolled back. Exit code 1: something leaks"
    },
    mixinStandardHelpOptions = true)
final class TenantsProveCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @ParentCommand TenantsCommand tenants;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      description =
          "The application works as it, PostgreSQL only (default: isolation.role of the rules, else a role for the proof)")
  @Nullable String role;

  @Option(
      names = "--format",
      paramLabel = "text|json",
      description = "Form of the result (default: text)")
  SchemaOptions.Format format = SchemaOptions.Format.text;

  TenantsProveCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    TenantRules rules = TenantRules.read(Home.find(tenants.options.rules));
    ProofReport report =
        new IsolationProof(
                new TenantDatabase(tenants.options.database(surroundings)),
                rules,
                rules.isolation().withRole(role))
            .prove();
    PrintWriter out = surroundings.out();
    if (format == SchemaOptions.Format.json) {
      out.print(Table.json(report.json()));
    } else {
      print(report, out);
    }
    out.flush();
    return report.isProven() ? 0 : 1;
  }

  private static void print(ProofReport report, PrintWriter out) {
    List<String> head = new ArrayList<>(List.of("table"));
    for (Attempt attempt : Attempt.values()) {
      head.add(attempt.word());
    }
    Table matrix = new Table(head.toArray(String[]::new));
    for (Map.Entry<String, Map<Attempt, Result>> table : report.tables().entrySet()) {
      List<Object> row = new ArrayList<>(List.of(table.getKey()));
      table.getValue().values().forEach(result -> row.add(result.word()));
      matrix.row(row.toArray());
    }
    out.print(matrix.text());
    for (ProofFinding finding : report.findings()) {
      out.println(
          "%-5s %s%s"
              .formatted(
                  finding.leak() ? "LEAK" : "note",
                  finding.table().isEmpty() ? "" : finding.table() + " ",
                  finding.what()));
      out.println("      do: " + finding.cure());
    }
    long leaks = report.findings().stream().filter(ProofFinding::leak).count();
    String as = report.role().isEmpty() ? "" : " as " + report.role();
    out.println(
        report.isProven()
            ? "SUCCESS: %d attempts%s, nothing leaks%s"
                .formatted(report.attempts(), as, open(report.notEnforced()))
            : "FAILED: %d attempts%s, %d leaks".formatted(report.attempts(), as, leaks));
  }

  private static String open(long notEnforced) {
    return notEnforced == 0
        ? ""
        : " of what this database can enforce; %d ways to rows of another tenant stay open, see the notes"
            .formatted(notEnforced);
  }
}
