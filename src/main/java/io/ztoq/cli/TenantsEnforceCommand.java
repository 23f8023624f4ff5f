package io.ztoq.cli;

import io.ztoq.app.Version;
import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.schema.Actor;
import io.ztoq.schema.EngineOptions;
import io.ztoq.tenancy.Counted;
import io.ztoq.tenancy.SchemaChange;
import io.ztoq.tenancy.isolation.EnforcePlan;
import io.ztoq.tenancy.isolation.Enforcement;
import io.ztoq.tenancy.rule.TenantRules;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lets the database itself keep tenants apart. */
@Command(
    name = "enforce",
    description = {
      "Lets the database itself keep tenants apart, by migrations that can be taken back.",
      "Adds NOT NULL, foreign and unique keys with the tenant and, on PostgreSQL, row level security"
    },
    mixinStandardHelpOptions = true)
final class TenantsEnforceCommand extends TenantsAction {

  @Option(names = "--dry-run", description = "Shows the statements; writes nothing, also no files")
  boolean dryRun;

  @Option(
      names = {"--yes", "-y"},
      description = "Does not ask")
  boolean yes;

  @Option(names = "--undo", description = "Takes back what enforce did, the newest first")
  boolean undo;

  TenantsEnforceCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  public Integer call() {
    TenantRules rules = rules();
    Enforcement enforcement =
        new Enforcement(
            database(),
            rules,
            rules.isolation(),
            tenants.options.migrations,
            EngineOptions.usual(Actor.ofProcess(Version.text())));
    return undo ? takeBack(enforcement) : enforce(enforcement);
  }

  private int enforce(Enforcement enforcement) {
    EnforcePlan plan = enforcement.plan();
    PrintWriter out = surroundings.out();
    plan.warnings().forEach(one -> out.println("warning  " + one));
    if (!plan.problems().isEmpty()) {
      throw new RunStopped(
          ExitCode.FINDINGS,
          "TEN-034",
          "nothing was changed:%n  %s".formatted(String.join("\n  ", plan.problems())));
    }
    long statements = plan.changes().stream().mapToLong(one -> one.up().size()).sum();
    if (dryRun) {
      return show(plan, statements);
    }
    if (!plan.changes().isEmpty()
        && !Agreement.to(
            "%d statements change the schema, as migrations in %s."
                .formatted(statements, tenants.options.migrations),
            yes,
            surroundings)) {
      out.println("nothing was changed");
      return ExitCode.FINDINGS.status();
    }
    int[] applied = {0};
    enforcement.apply(
        one -> {
          applied[0]++;
          out.println(one + ": done");
          out.flush();
        });
    out.println(
        applied[0] == 0
            ? "SUCCESS: nothing to do, everything is enforced"
            : "SUCCESS: %d applied; `ztoq tenants prove` tries it out".formatted(applied[0]));
    return 0;
  }

  private int show(EnforcePlan plan, long statements) {
    PrintWriter out = surroundings.out();
    plan.changes().forEach(change -> show(change, out));
    out.println(
        "%s with %s; nothing was changed"
            .formatted(
                Counted.of(plan.changes().size(), "migration", "migrations"),
                Counted.of(statements, "statement", "statements")));
    return 0;
  }

  private static void show(SchemaChange change, PrintWriter out) {
    out.println("-- V ... " + change.name());
    out.print(change.upText());
    out.println("-- U ... " + change.name());
    out.print(change.downText());
  }

  private int takeBack(Enforcement enforcement) {
    List<String> applied = enforcement.applied();
    PrintWriter out = surroundings.out();
    if (dryRun || applied.isEmpty()) {
      applied.forEach(one -> out.println(one + " would be taken back"));
      out.println("%d to take back; nothing was changed".formatted(applied.size()));
      return 0;
    }
    String question = "%s will be taken back.".formatted(String.join(", ", applied));
    if (!Agreement.to(question, yes, surroundings)) {
      out.println("nothing was changed");
      return ExitCode.FINDINGS.status();
    }
    enforcement.undo(
        losses -> yes || Agreement.to("Rows would be lost: " + losses, false, surroundings),
        one -> out.println(one + ": taken back"));
    int left = enforcement.applied().size();
    out.println(
        left == 0
            ? "SUCCESS: %d taken back".formatted(applied.size())
            : "%d are still applied".formatted(left));
    out.println(
        "the files of what was taken back stay in %s: `ztoq schema status` counts them as pending there, and `ztoq schema apply-all` enforces again; delete them where that is not wanted"
            .formatted(tenants.options.migrations));
    return left == 0 ? 0 : ExitCode.FINDINGS.status();
  }
}
