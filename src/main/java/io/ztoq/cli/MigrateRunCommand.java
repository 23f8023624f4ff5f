package io.ztoq.cli;

import io.ztoq.settings.Settings;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the whole migration, or some of its phases. */
@Command(
    name = "run",
    description = "Runs the migration of a project; an interrupted one goes on where it was",
    mixinStandardHelpOptions = true)
final class MigrateRunCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @Mixin RunOptions options;

  MigrateRunCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Option(
      names = {"--phases", "--phase"},
      paramLabel = "LIST",
      description = "Some of extract,transform,load,validate (default: all four)")
  void phases(@Nullable String value) {
    options.remote.settings.put("migration.phases", value, "--phases");
  }

  @Override
  public Integer call() {
    Settings settings =
        Configured.load(
            surroundings, options.remote.settings, "zephyr", "qtest", "database", "migration");
    return Runs.status(
        new Runs(surroundings).run(settings, "migrate run", settings.migration().phases()));
  }
}
