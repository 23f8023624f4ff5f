package io.ztoq.cli;

import io.ztoq.app.Inspection;
import io.ztoq.run.ProjectStatus;
import io.ztoq.settings.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows where the migration of a project stands. */
@Command(
    name = "status",
    description = "Shows where the migration of a project stands",
    mixinStandardHelpOptions = true)
final class MigrateStatusCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @Mixin RemoteOptions options;

  @Mixin OutputOptions output;

  MigrateStatusCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Settings settings = Configured.load(surroundings, options.settings, "database");
    try (Inspection inspection = Inspection.open(Configured.withProject(settings))) {
      output.show(text(inspection), surroundings.out());
    }
    return 0;
  }

  /** HTML is the report of the latest run, with its pictures. */
  private String text(Inspection inspection) {
    ProjectStatus status = inspection.status();
    return switch (output.format) {
      case text -> StatusText.of(status);
      case json -> Table.json(status);
      case csv -> StatusText.rows(status).csv();
      case html -> inspection.report("", "html");
    };
  }
}
