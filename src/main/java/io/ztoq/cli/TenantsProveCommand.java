package io.ztoq.cli;

import io.ztoq.tenancy.Counted;
import io.ztoq.tenancy.isolation.Attempt;
import io.ztoq.tenancy.isolation.IsolationProof;
import io.ztoq.tenancy.isolation.ProofFinding;
import io.ztoq.tenancy.isolation.ProofReport;
import io.ztoq.tenancy.isolation.Result;
import io.ztoq.tenancy.rule.TenantRules;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tries to get at rows of other tenants. */
@Command(
    name = "prove",
    description = {
      "Tries to get at rows of other tenants, in a transaction that is rolled back.",
      "As the role of the application it reads, inserts, updates, deletes and moves rows in every table. Exit code 1: something leaks, or stays open because the database cannot close it"
    },
    mixinStandardHelpOptions = true)
final class TenantsProveCommand extends TenantsView {

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      description =
          "The application works as it, PostgreSQL only (default: isolation.role of the rules, else a role for the proof)")
  @Nullable String role;

  @Option(
      names = "--allow-open",
      description =
          "Accepts ways to rows of another tenant that the database cannot close, as SQLite, which has no row level security")
  boolean allowOpen;

  TenantsProveCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  public Integer call() {
    TenantRules rules = rules();
    ProofReport report =
        new IsolationProof(database(), rules, rules.isolation().withRole(role)).prove();
    show(report.json(), out -> print(report, out));
    return report.isProven() || allowOpen && report.leaks() == 0 ? 0 : 1;
  }

  private void print(ProofReport report, PrintWriter out) {
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
    findings(report).forEach(out::println);
    String as = report.role().isEmpty() ? "" : " as " + report.role();
    String attempts = "%d attempts%s, ".formatted(report.attempts(), as);
    if (report.leaks() > 0) {
      out.println("FAILED: " + attempts + Counted.of(report.leaks(), "leak", "leaks"));
    } else {
      out.println(
          report.isProven()
              ? "SUCCESS: " + attempts + "nothing leaks"
              : "NOT PROVEN: " + attempts + open(report.notEnforced()));
    }
  }

  /** Findings that are alike are told once, with the first of them; JSON has them all. */
  private static List<String> findings(ProofReport report) {
    Map<String, List<ProofFinding>> alike = new LinkedHashMap<>();
    report
        .findings()
        .forEach(one -> alike.computeIfAbsent(kind(one), key -> new ArrayList<>()).add(one));
    Map<String, List<String>> byCure = new LinkedHashMap<>();
    for (List<ProofFinding> group : alike.values()) {
      ProofFinding first = group.get(0);
      byCure
          .computeIfAbsent(first.cure(), cure -> new ArrayList<>())
          .add(
              "%-5s %s%s%s"
                  .formatted(
                      first.leak() ? "LEAK" : "note",
                      first.table().isEmpty() ? "" : first.table() + " ",
                      first.what(),
                      group.size() == 1
                          ? ""
                          : " (and %d more of this kind)".formatted(group.size() - 1)));
    }
    List<String> lines = new ArrayList<>();
    byCure.forEach(
        (cure, texts) -> {
          lines.addAll(texts);
          lines.add("      do: " + cure);
        });
    return lines;
  }

  /** Attempts on one table are alike, whatever the tenants were. */
  private static String kind(ProofFinding one) {
    return one.leak() && one.what().contains(": ")
        ? one.table() + " " + one.what().substring(0, one.what().indexOf(": "))
        : one.toString();
  }

  private String open(long notEnforced) {
    return "nothing leaks of what this database can enforce; %d ways to rows of another tenant stay open, see the notes%s"
        .formatted(notEnforced, allowOpen ? "" : " (--allow-open accepts that)");
  }
}
