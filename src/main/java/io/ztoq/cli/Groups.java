package io.ztoq.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Commands that only hold others. */
final class Groups {

  private Groups() {}

  /** A group is no command by itself. */
  abstract static class Group implements Callable<Integer> {

    @Spec CommandSpec spec;

    @Override
    public Integer call() {
      throw new ParameterException(
          spec.commandLine(),
          "CLI-001 '%s' needs a sub-command: %s"
              .formatted(spec.qualifiedName(), String.join(", ", spec.subcommands().keySet())));
    }
  }

  /** Whole migrations. */
  @Command(
      name = "migrate",
      description = "Migrates a project, whole",
      mixinStandardHelpOptions = true,
      subcommands = {MigrateRunCommand.class})
  static final class Migrate extends Group {}

  /** Single phases. */
  @Command(
      name = "workflow",
      description = "Runs one phase of a migration alone",
      mixinStandardHelpOptions = true,
      subcommands = {
        PhaseCommand.Extract.class,
        PhaseCommand.Transform.class,
        PhaseCommand.Load.class,
        PhaseCommand.Validate.class
      })
  static final class Workflow extends Group {}

  /** The store. */
  @Command(
      name = "db",
      description = "Creates and inspects the store",
      mixinStandardHelpOptions = true,
      subcommands = {DbInitCommand.class})
  static final class Db extends Group {}
}
