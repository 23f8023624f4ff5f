package io.ztoq.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** The sub-commands that the guide names. */
final class SchemaCommands {

  private SchemaCommands() {}

  /** One that needs a number. */
  abstract static class Numbered implements Callable<Integer> {

    @ParentCommand SchemaCommand schema;

    @Parameters(paramLabel = "NUMBER", description = "For example 001")
    String number;
  }

  /** Shows how the migrations stand. */
  @Command(
      name = "status",
      description = "Shows how the migrations stand, all or one; never writes",
      mixinStandardHelpOptions = true)
  static final class Status implements Callable<Integer> {

    @ParentCommand SchemaCommand schema;

    @Parameters(arity = "0..1", paramLabel = "NUMBER", description = "One migration")
    @Nullable String number;

    @Option(
        names = "--detect",
        description = "Finds out what a schema without a history is, also among many versions")
    boolean detect;

    @Override
    public Integer call() {
      return schema.actions().status(number, detect);
    }
  }

  /** Applies everything that is pending. */
  @Command(
      name = "apply-all",
      description = "Applies everything that is pending, in the order of the numbers",
      mixinStandardHelpOptions = true)
  static final class ApplyAll implements Callable<Integer> {

    @ParentCommand SchemaCommand schema;

    @Override
    public Integer call() {
      return schema.actions().apply(null, schema.backup());
    }
  }

  /** Applies one migration. */
  @Command(
      name = "apply",
      description = "Applies one migration, or goes on with it",
      mixinStandardHelpOptions = true)
  static final class Apply extends Numbered {

    @Override
    public Integer call() {
      return schema.actions().apply(number, schema.backup());
    }
  }

  /** Takes back everything after one migration. */
  @Command(
      name = "rollback-to",
      description =
          "Takes back everything after one migration, which itself stays; 000: everything",
      mixinStandardHelpOptions = true)
  static final class RollbackTo extends Numbered {

    @Override
    public Integer call() {
      return schema.actions().rollbackTo(number, schema.yes, schema.backup());
    }
  }

  /** Takes one migration back. */
  @Command(
      name = "rollback",
      description = "Takes the newest migration back",
      mixinStandardHelpOptions = true)
  static final class Rollback extends Numbered {

    @Override
    public Integer call() {
      return schema.actions().rollback(number, schema.yes, schema.backup());
    }
  }
}
