package io.ztoq.cli;

import io.ztoq.app.Inspection;
import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.run.RejectGroup;
import io.ztoq.settings.Settings;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists rejected records by cause, and runs what is needed to take them up again. */
@Command(
    name = "replay",
    description = {
      "Lists rejected records by cause; with --group or --all it takes them up again after a fix.",
      "It runs the phases that the chosen groups need for the whole project: records of other groups go on, too, "
          + "where their cause is corrected."
    },
    mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @Mixin RunOptions options;

  @Mixin OutputOptions output;

  @Option(
      names = "--group",
      paramLabel = "ID",
      description = "Group of the list, or the beginning of its id; says which phases are run")
  @Nullable String group;

  @Option(names = "--all", description = "All groups")
  boolean all;

  ReplayCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Settings settings =
        Configured.withProject(Configured.load(surroundings, options.remote.settings, "database"));
    List<RejectGroup> groups;
    try (Inspection inspection = Inspection.open(settings)) {
      groups = inspection.rejects();
    }
    if (group == null && !all) {
      list(groups);
      return groups.isEmpty() ? 0 : ExitCode.FINDINGS.status();
    }
    List<RejectGroup> chosen = groups.stream().filter(this::isChosen).toList();
    if (chosen.isEmpty()) {
      throw new RunStopped(
          ExitCode.USAGE,
          "CLI-012",
          groups.isEmpty()
              ? "nothing is rejected"
              : "no group begins with '%s'; `ztoq replay` lists them"
                  .formatted(Objects.requireNonNullElse(group, "")));
    }
    Settings full =
        Configured.load(
            surroundings, options.remote.settings, "zephyr", "qtest", "database", "migration");
    boolean extract = chosen.stream().anyMatch(one -> one.flow().equals("extract"));
    List<String> phases =
        extract
            ? List.of("extract", "transform", "load", "validate")
            : List.of("transform", "load", "validate");
    surroundings
        .out()
        .printf(
            "runs %s for the whole project; records of other groups go on, too, where their cause is corrected%n",
            String.join(", ", phases));
    return Runs.status(new Runs(surroundings).run(full, "replay", phases));
  }

  private boolean isChosen(RejectGroup one) {
    return all || (group != null && one.fingerprint().startsWith(group));
  }

  private void list(List<RejectGroup> groups) {
    Table table = new Table("group", "code", "flow", "kind", "count", "example");
    for (RejectGroup one : groups) {
      String id = one.fingerprint().substring(0, Math.min(10, one.fingerprint().length()));
      table.row(id, one.code(), one.flow(), one.kind(), one.count(), one.example());
    }
    String title =
        groups.isEmpty()
            ? "nothing is rejected"
            : "correct the cause in the mapping files or in qTest, then `ztoq replay --group ID`; what was corrected in Zephyr is read by `ztoq migrate run`";
    output.show(table.in(output.format, title, groups), surroundings.out());
  }
}
