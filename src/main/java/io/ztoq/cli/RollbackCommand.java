package io.ztoq.cli;

import io.ztoq.app.Inspection;
import io.ztoq.app.MigrationApp;
import io.ztoq.app.RunResult;
import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.settings.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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

  @Mixin RemoteOptions options;

  @Option(
      names = {"--phases", "--phase"},
      paramLabel = "LIST",
      description = "load,transform,extract or some of them (default: load)")
  @Nullable String phases;

  @Option(
      names = {"--yes", "-y"},
      description = "Do it without asking")
  boolean yes;

  @Option(names = "--dry-run", description = "Only say what would be done")
  boolean dryRun;

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
        Configured.withProject(Configured.load(surroundings, options.settings, areas));
    tell(settings, chosen);
    if (dryRun || !agreed()) {
      surroundings.out().println("nothing was done");
      return 0;
    }
    List<String> steps = chosen.stream().map(phase -> MigrationApp.ROLLBACK + phase).toList();
    RunResult result = new Runs(surroundings).run(settings, "workflow rollback", steps);
    if (!result.verdict().isClean()) {
      surroundings.out().println("the report says what was left in qTest, and why (RBK-LEFT)");
    }
    return Runs.status(result);
  }

  /** What would be done, by what the store knows. */
  private void tell(Settings settings, List<String> chosen) {
    PrintWriter out = surroundings.out();
    String project = settings.zephyr().projectKey();
    if (chosen.contains("load")) {
      Table table = new Table("in qTest", "delete", "restore", "leave");
      try (Inspection inspection = Inspection.open(settings)) {
        inspection
            .rollback()
            .forEach(one -> table.row(one.kind(), one.delete(), one.restore(), one.leave()));
      }
      String text = table.text();
      out.println(
          text.isEmpty()
              ? project + ": nothing of this store stands in qTest"
              : project
                  + ": each object is read first; what somebody edited in qTest stays and is named;"
                  + " results and files go with what carries them\n"
                  + text.stripTrailing());
    }
    if (chosen.contains("transform")) {
      out.println(project + ": the plan, its losses and its rejects are removed from the store");
    }
    if (chosen.contains("extract")) {
      out.println(project + ": everything that was read from Zephyr is removed from the store");
    }
    out.flush();
  }

  /**
   * On a terminal somebody is asked. A script has said what it wants by --yes, or by naming the
   * phases.
   *
   * @throws RunStopped (CLI-015, exit code 2) when it has not
   */
  private boolean agreed() {
    if (yes) {
      return true;
    }
    if (surroundings.terminal()) {
      surroundings.out().print("go on? [y/N] ");
      surroundings.out().flush();
      return answer().strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }
    if (phases != null) {
      return true;
    }
    throw new RunStopped(
        ExitCode.USAGE,
        "CLI-015",
        "nobody can be asked here; give --yes or name the --phases to take back, or look with --dry-run");
  }

  private static String answer() {
    try {
      String line =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
      return line == null ? "" : line;
    } catch (IOException noAnswer) {
      return "";
    }
  }

  private List<String> chosen() {
    String text = phases == null ? "load" : phases;
    List<String> named = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
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
