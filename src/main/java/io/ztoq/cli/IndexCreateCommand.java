package io.ztoq.cli;

import io.ztoq.app.Inspection;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Creates the advised indexes and refreshes the statistics of the database. */
@Command(
    name = "create",
    description = "Creates the advised indexes and refreshes the statistics of the database",
    mixinStandardHelpOptions = true)
final class IndexCreateCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @Mixin SettingsOptions options;

  IndexCreateCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    try (Inspection inspection =
        Inspection.open(Configured.load(surroundings, options, "database"))) {
      inspection
          .indexes()
          .create()
          .forEach(statement -> surroundings.out().println("done: " + statement));
    }
    return 0;
  }
}
