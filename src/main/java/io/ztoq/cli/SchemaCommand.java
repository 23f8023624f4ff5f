package io.ztoq.cli;

import io.ztoq.schema.Backup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Migrations of the schema of any database, with the options of the guide or sub-commands. */
@Command(
    name = "schema",
    description =
        "Applies migrations to the schema of a database, takes them back, and says how it stands",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 applied or nothing to do, 1 failed, 2 usage, 3 pending or half done (status),",
      "4 locked or in conflict."
    },
    subcommands = {
      SchemaCommands.Status.class,
      SchemaCommands.ApplyAll.class,
      SchemaCommands.Apply.class,
      SchemaCommands.RollbackTo.class,
      SchemaCommands.Rollback.class,
      SchemaHistoryCommand.class,
      SchemaNewCommand.class,
      SchemaInspectCommands.Plan.class,
      SchemaInspectCommands.Verify.class,
      SchemaInspectCommands.Prove.class,
      SchemaInspectCommands.Lint.class,
      SchemaRecordCommands.Impact.class,
      SchemaRecordCommands.Baseline.class,
      SchemaRecordCommands.Repair.class
    })
final class SchemaCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @Spec CommandSpec spec;

  @Mixin SchemaOptions options;

  @Option(names = "--status", description = "The same as the sub-command status")
  boolean status;

  @Option(names = "--apply-all", description = "The same as the sub-command apply-all")
  boolean applyAll;

  @Option(
      names = "--rollback-to",
      paramLabel = "NUMBER",
      description = "The same as the sub-command rollback-to")
  @Nullable String rollbackTo;

  @Option(
      names = {"--yes", "-y"},
      scope = ScopeType.INHERIT,
      description = "Does not ask before a rollback that loses rows")
  boolean yes;

  @Option(
      names = "--backup",
      scope = ScopeType.INHERIT,
      description = "Copies the database before something is applied or rolled back")
  boolean backup;

  @Option(
      names = "--backup-folder",
      scope = ScopeType.INHERIT,
      paramLabel = "FOLDER",
      description = "Where copies are put (default: backups)")
  Path backupFolder = Path.of("backups");

  @Option(
      names = "--backup-command",
      scope = ScopeType.INHERIT,
      paramLabel = "COMMAND",
      description =
          "Makes the copy instead of pg_dump or SQLite's own way (default: ZTOQ_BACKUP_COMMAND, or database.backup_command of the file of --config)")
  @Nullable String backupCommand;

  SchemaCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    List<String> asked = asked();
    if (asked.size() != 1) {
      throw new ParameterException(
          spec.commandLine(),
          asked.isEmpty()
              ? "CLI-001 'ztoq schema' needs a sub-command: %s"
                  .formatted(String.join(", ", spec.subcommands().keySet()))
              : "CLI-001 %s exclude each other; give one".formatted(String.join(" and ", asked)));
    }
    SchemaActions actions = new SchemaActions(surroundings, options);
    if (status) {
      return actions.status(null, false);
    }
    return rollbackTo == null
        ? actions.apply(null, backup())
        : actions.rollbackTo(rollbackTo, yes, backup());
  }

  /**
   * For a sub-command.
   *
   * @throws ParameterException when an option of the guide stands before it
   */
  SchemaActions actions() {
    refuseTwo();
    return new SchemaActions(surroundings, options);
  }

  /** For a sub-command with work of its own. */
  SchemaOptions options() {
    refuseTwo();
    return options;
  }

  @Nullable Backup backup() {
    if (!backup) {
      return null;
    }
    String command = backupCommand == null ? options.backupCommand(surroundings) : backupCommand;
    return new Backup(backupFolder, command == null || command.isBlank() ? null : command);
  }

  private void refuseTwo() {
    if (!asked().isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "CLI-001 %s and a sub-command exclude each other; give one".formatted(asked().get(0)));
    }
  }

  private List<String> asked() {
    List<String> asked = new ArrayList<>();
    if (status) {
      asked.add("--status");
    }
    if (applyAll) {
      asked.add("--apply-all");
    }
    if (rollbackTo != null) {
      asked.add("--rollback-to");
    }
    return asked;
  }
}
