package io.ztoq.cli;

import io.ztoq.schema.SchemaDatabase;
import io.ztoq.schema.Scripts;
import io.ztoq.schema.inspect.Finding.Weight;
import io.ztoq.schema.inspect.LintFinding;
import io.ztoq.schema.inspect.SchemaLint;
import io.ztoq.schema.inspect.SchemaPlan;
import io.ztoq.schema.inspect.SchemaProof;
import io.ztoq.schema.inspect.SchemaVerification;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** The sub-commands that only look. */
final class SchemaInspectCommands {

  private SchemaInspectCommands() {}

  /** What one of them needs. */
  abstract static class Looking implements Callable<Integer> {

    final Surroundings surroundings;

    @ParentCommand SchemaCommand schema;

    Looking(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    SchemaInspection inspection() {
      return new SchemaInspection(surroundings, schema.options());
    }
  }

  /** Compares files, records and the live schema. */
  @Command(
      name = "verify",
      description = {
        "Compares files, records and the live schema with what the migrations give; changes nothing",
        "What they give is tried out on a scratch database. Exit code 1: warnings, 4: contradictions"
      },
      mixinStandardHelpOptions = true)
  static final class Verify extends Looking {

    @Mixin ScratchOption scratch;

    @Option(names = "--allow-extra", description = "Only notes objects that no migration makes")
    boolean allowExtra;

    Verify(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    public Integer call() {
      SchemaInspection look = inspection();
      SchemaVerification.Result result =
          new SchemaVerification(
                  look.database(), look.set(), scratch.beside(look.database(), surroundings))
              .verify(look.state(), allowExtra);
      look.show(
          result,
          out -> {
            SchemaInspection.findings(result.findings(), out);
            out.println(
                result.findings().isEmpty()
                    ? "SUCCESS: %s is as its migrations up to %s make it (%s)"
                        .formatted(
                            look.database().display(),
                            result.version(),
                            result.fingerprint().substring(0, 12))
                    : "%s in %s at %s"
                        .formatted(
                            Counted.of(result.findings().size(), "finding"),
                            look.database().display(),
                            result.version()));
          });
      return result.exitStatus();
    }
  }

  /** Proves migrations on a scratch database. */
  @Command(
      name = "prove",
      description = {
        "Proves on a scratch database that each migration can be applied, taken back and applied again",
        "Schema and rows are compared each time; the database itself is not touched. Exit code 1: not proven"
      },
      mixinStandardHelpOptions = true)
  static final class Prove extends Looking {

    @Mixin ScratchOption scratch;

    Prove(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    public Integer call() {
      SchemaInspection look = inspection();
      SchemaProof.Result result =
          new SchemaProof(
                  scratch.beside(look.database(), surroundings),
                  scratch.url != null,
                  look.set(),
                  look.engineOptions())
              .prove();
      look.show(
          result,
          out -> {
            SchemaInspection.findings(result.findings(), out);
            out.println(
                "%s: %d of %s proven, %s, %s"
                    .formatted(
                        result.exitStatus() == 0 ? "SUCCESS" : "FAILED",
                        result.proven().size(),
                        Counted.of(look.set().all().size(), "migration"),
                        Counted.of(result.tables(), "table"),
                        Counted.of(result.rows(), "row")));
          });
      return result.exitStatus();
    }
  }

  /** Shows what an apply would run. */
  @Command(
      name = "plan",
      description =
          "Shows what apply-all would run, on a connection that may not write. Exit code 4: it would be refused",
      mixinStandardHelpOptions = true)
  static final class Plan extends Looking {

    @Option(names = "--sql", description = "Shows the statements, too")
    boolean sql;

    Plan(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    public Integer call() {
      SchemaInspection look = inspection();
      SchemaPlan.Result whole = new SchemaPlan(look.database(), look.set()).of(look.state());
      SchemaPlan.Result result = sql ? whole : whole.withoutSql();
      look.show(result, out -> print(look, result, out));
      return result.exitStatus();
    }

    private void print(SchemaInspection look, SchemaPlan.Result result, PrintWriter out) {
      for (SchemaPlan.Step step : result.steps()) {
        out.println(
            "%s: %s, %s %s%s (%s)"
                .formatted(
                    step.number(),
                    step.name(),
                    Counted.of(step.statements(), "statement"),
                    step.how(),
                    step.goesOn() ? ", goes on where it was interrupted" : "",
                    step.file()));
        step.checks().forEach(one -> out.println("     " + one));
        if (sql) {
          out.println(step.sql().stripTrailing());
        }
      }
      SchemaInspection.findings(result.findings(), out);
      String what =
          result.exitStatus() == 0
              ? "%d would be applied"
              : "an apply would be refused, %d are due";
      out.println(
          (what + " to %s, which is at %s; nothing was changed")
              .formatted(result.steps().size(), look.database().display(), result.version()));
    }
  }

  /** Finds dangerous statements. */
  @Command(
      name = "lint",
      description = {
        "Finds dangerous statements and names the safe ones; opens no database",
        "A comment '-- lint-allow RULE why' before a statement lets it pass. Exit code 1: an error was found, with --strict also a warning"
      },
      mixinStandardHelpOptions = true)
  static final class Lint extends Looking {

    /** What migrations are written for. */
    enum Vendor {
      postgresql("jdbc:postgresql://localhost/none"),
      sqlite("jdbc:sqlite:none");

      private final String url;

      Vendor(String url) {
        this.url = url;
      }
    }

    @Option(
        names = "--for",
        paramLabel = "postgresql|sqlite",
        description =
            "Kind of database (default: that of the database that is named, else every kind)")
    @Nullable Vendor vendor;

    @Option(names = "--strict", description = "Warnings count as errors")
    boolean strict;

    Lint(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    public Integer call() {
      List<SchemaInspection> looks =
          kinds(schema.options()).stream()
              .map(one -> new SchemaInspection(surroundings, schema.options(), one))
              .toList();
      List<LintFinding> found = looks.stream().flatMap(Lint::found).distinct().toList();
      looks.get(0).show(Map.of("findings", found), out -> print(found, looks, out));
      return found.stream().anyMatch(this::counts) ? 1 : 0;
    }

    private List<SchemaDatabase> kinds(SchemaOptions options) {
      if (vendor == null && options.where.isNamed(surroundings)) {
        return List.of(options.database(surroundings));
      }
      return (vendor == null ? List.of(Vendor.values()) : List.of(vendor))
          .stream().map(one -> new SchemaDatabase(one.url, null, null)).toList();
    }

    private static Stream<LintFinding> found(SchemaInspection look) {
      SchemaDatabase database = look.database();
      return new SchemaLint(database, new Scripts(database)).all(look.set()).stream();
    }

    private boolean counts(LintFinding one) {
      return one.weight() == Weight.ERROR
          || one.weight() == Weight.CONFLICT
          || strict && one.weight() == Weight.WARNING;
    }

    private static void print(
        List<LintFinding> found, List<SchemaInspection> looks, PrintWriter out) {
      for (LintFinding one : found) {
        out.println(
            "%-8s %s%s %s"
                .formatted(
                    one.weight().name().toLowerCase(Locale.ROOT),
                    one.file(),
                    one.line() == 0 ? "" : ":" + one.line(),
                    one.rule()));
        if (!one.statement().isEmpty()) {
          out.println("         " + one.statement());
        }
        out.println("         why:   " + one.why());
        out.println("         safer: " + one.rewrite());
      }
      String migrations =
          looks.stream()
              .map(
                  look ->
                      "%s for %s"
                          .formatted(
                              Counted.of(look.set().all().size(), "migration"),
                              look.database().vendor()))
              .collect(Collectors.joining(" and "));
      out.println(
          found.isEmpty()
              ? "SUCCESS: nothing dangerous in " + migrations
              : "%s in %s".formatted(Counted.of(found.size(), "finding"), migrations));
    }
  }
}
