package io.ztoq.cli;

import io.ztoq.app.MigrationApp;
import io.ztoq.app.RunResult;
import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.settings.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes phases of a migration back. */
@Command(
    name = "rollback",
    description =
        "Takes phases back: deletes from qTest what ztoq created and nobody edited, clears the store",
    mixinStandardHelpOptions = true)
final class RollbackCommand implements Callable<Integer> {

  /** In the order in which they can be taken back. */
  private static final List<String> KNOWN = List.of("load", "transform", "extract");

  private final Surroundings surroundings;

  @Mixin RunOptions options;

  @Option(
      names = {"--phases", "--phase"},
      paramLabel = "LIST",
      description = "load,transform,extract or some of them (default: load)")
  String phases = "load";

  RollbackCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    List<String> chosen = chosen();
    String[] areas =
        chosen.contains("load")
            ? new String[] {"zephyr", "qtest", "database"}
            : new String[] {"database"};
    Settings settings =
        Configured.withProject(Configured.load(surroundings, options.remote.settings, areas));
    List<String> steps = chosen.stream().map(phase -> MigrationApp.ROLLBACK + phase).toList();
    RunResult result = new Runs(surroundings).run(settings, "workflow rollback", steps);
    if (!result.verdict().isClean()) {
      surroundings.out().println("the report says what was left in qTest, and why");
    }
    return Runs.status(result);
  }

  private List<String> chosen() {
    List<String> named = Arrays.stream(phases.split(",", -1)).map(String::strip).toList();
    for (String phase : named) {
      if (!KNOWN.contains(phase)) {
        throw new RunStopped(
            ExitCode.USAGE,
            "CLI-013",
            "'%s' cannot be taken back; known: %s".formatted(phase, String.join(", ", KNOWN)));
      }
    }
    return KNOWN.stream().filter(named::contains).toList();
  }
}
