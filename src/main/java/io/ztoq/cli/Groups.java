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
      subcommands = {MigrateRunCommand.class, MigrateStatusCommand.class, MigratePlanCommand.class})
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
        PhaseCommand.Validate.class,
        RollbackCommand.class
      })
  static final class Workflow extends Group {}

  /** The store. */
  @Command(
      name = "db",
      description = "Creates and inspects the store",
      mixinStandardHelpOptions = true,
      subcommands = {DbInitCommand.class, DbStatsCommand.class, Index.class})
  static final class Db extends Group {}

  /** Indexes of the store. */
  @Command(
      name = "index",
      description = "Analyzes queries and creates indexes that help",
      mixinStandardHelpOptions = true,
      subcommands = {IndexAnalyzeCommand.class, IndexCreateCommand.class})
  static final class Index extends Group {}

  /** The mapping files. */
  @Command(
      name = "mapping",
      description = "Helps to write the mapping files",
      mixinStandardHelpOptions = true,
      subcommands = {MappingSuggestCommand.class})
  static final class Mapping extends Group {}
}
