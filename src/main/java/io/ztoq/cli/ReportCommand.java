package io.ztoq.cli;

import io.ztoq.app.Inspection;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the report of a run, by default of the latest. */
@Command(
    name = "report",
    description = "Writes the report of a run, by default of the latest",
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @Mixin RemoteOptions options;

  @Mixin OutputOptions output;

  @Option(names = "--run", paramLabel = "RUN", description = "Id of the run (default: the latest)")
  String run = "";

  ReportCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    try (Inspection inspection =
        Inspection.open(Configured.load(surroundings, options.settings, "database"))) {
      output.show(inspection.report(run, output.format.name()), surroundings.out());
    }
    return 0;
  }
}
