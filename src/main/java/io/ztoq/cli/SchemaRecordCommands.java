package io.ztoq.cli;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.schema.SchemaEngine;
import io.ztoq.schema.inspect.RollbackImpact;
import io.ztoq.schema.inspect.SchemaRepair;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The sub-commands that change records only, and the one that counts what a rollback loses. */
final class SchemaRecordCommands {

  private SchemaRecordCommands() {}

  /** Records what a schema without a history is. */
  @Command(
      name = "baseline",
      description = {
        "Records which version a schema without a history is; changes no schema",
        "Its fingerprint must prove it. Exit code 4: it does not"
      },
      mixinStandardHelpOptions = true)
  static final class Baseline extends SchemaInspectCommands.Looking {

    @Mixin ScratchOption scratch;

    @Parameters(paramLabel = "NUMBER", description = "For example 001")
    String number;

    @Option(names = "--allow-extra", description = "Accepts objects that no migration makes")
    boolean allowExtra;

    Baseline(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    public Integer call() {
      SchemaInspection look = inspection();
      SchemaRepair.Result result =
          repair(look, scratch, surroundings).baseline(look.set().named(number), allowExtra);
      look.show(
          result,
          out -> {
            result.changes().forEach(out::println);
            out.println(
                "SUCCESS: %s is recorded as %s"
                    .formatted(look.database().display(), result.version()));
          });
      return 0;
    }
  }

  /** Makes the records say what the schema is. */
  @Command(
      name = "repair",
      description = {
        "Makes the records say what the schema is; changes no schema",
        "Accepts changed files, forgets orphans and adds what is missing, when the fingerprint of the schema proves it. Exit code 4: it is no known version"
      },
      mixinStandardHelpOptions = true)
  static final class Repair extends SchemaInspectCommands.Looking {

    @Mixin ScratchOption scratch;

    @Option(names = "--allow-extra", description = "Accepts objects that no migration makes")
    boolean allowExtra;

    Repair(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    public Integer call() {
      SchemaInspection look = inspection();
      SchemaRepair.Result result =
          repair(look, scratch, surroundings).repair(allowExtra, this::agree);
      look.show(result, out -> print(look, result, out));
      return result.done() ? 0 : ExitCode.FINDINGS.status();
    }

    private static void print(SchemaInspection look, SchemaRepair.Result result, PrintWriter out) {
      if (!result.done()) {
        out.println("nothing was changed");
        return;
      }
      result.changes().forEach(out::println);
      out.println(
          "SUCCESS: %s; %s is at %s"
              .formatted(
                  result.changes().isEmpty()
                      ? "nothing to repair"
                      : Counted.of(result.changes().size(), "record") + " changed",
                  look.database().display(),
                  result.version()));
    }

    private boolean agree(List<String> changes) {
      if (schema.yes) {
        return true;
      }
      changes.forEach(surroundings.err()::println);
      surroundings.err().flush();
      return Agreement.asked(
          "change these records?",
          surroundings,
          () ->
              new RunStopped(
                  ExitCode.USAGE,
                  "SCH-107",
                  "a repair needs --yes where nobody can be asked; nothing was changed"));
    }
  }

  private static SchemaRepair repair(
      SchemaInspection look, ScratchOption scratch, Surroundings surroundings) {
    return new SchemaRepair(
        look.database(),
        look.set(),
        new SchemaEngine(look.database(), look.set(), look.engineOptions()),
        scratch.beside(look.database(), surroundings));
  }

  /** Counts what a rollback would lose. */
  @Command(
      name = "impact",
      description = "Counts the rows and tables that a rollback would lose; never writes",
      mixinStandardHelpOptions = true)
  static final class Impact extends SchemaInspectCommands.Looking {

    @Mixin ScratchOption scratch;

    @Option(
        names = "--rollback-to",
        required = true,
        paramLabel = "NUMBER",
        description = "What would stay applied; 000: nothing")
    String target;

    Impact(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    public Integer call() {
      SchemaInspection look = inspection();
      RollbackImpact.Result result =
          new RollbackImpact(
                  look.database(), look.set(), scratch.beside(look.database(), surroundings))
              .to(target, look.state());
      look.show(result, out -> print(result, out));
      return 0;
    }

    private static void print(RollbackImpact.Result result, PrintWriter out) {
      Table table = new Table("rows", "table", "");
      result.losses().forEach(one -> table.row(one.rows(), one.table(), one.what()));
      out.print(table.text());
      result.notCounted().forEach(one -> out.println("not counted: " + one));
      out.println(
          result.rolledBack().isEmpty()
              ? "nothing would be rolled back"
              : "a rollback to %s takes back %s and loses %s or values in %s"
                  .formatted(
                      result.target(),
                      String.join(", ", result.rolledBack()),
                      Counted.of(result.rows(), "row"),
                      Counted.of(result.losses().size(), "place")));
    }
  }
}
