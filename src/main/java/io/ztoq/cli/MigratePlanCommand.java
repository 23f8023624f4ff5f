package io.ztoq.cli;

import io.ztoq.app.Inspection;
import io.ztoq.app.MigrationPlan;
import io.ztoq.settings.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what a run would send to qTest: objects, calls, time, losses; changes nothing. */
@Command(
    name = "plan",
    description =
        "Shows what a run would send to qTest: objects, calls, time, losses; changes nothing",
    mixinStandardHelpOptions = true)
final class MigratePlanCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @Mixin SettingsOptions options;

  @Mixin OutputOptions output;

  MigratePlanCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Settings settings = Configured.load(surroundings, options, "database");
    try (Inspection inspection = Inspection.open(Configured.withProject(settings))) {
      MigrationPlan plan = inspection.plan();
      output.show(table(plan).in(output.format, title(plan), plan), surroundings.out());
    }
    return 0;
  }

  private static String title(MigrationPlan plan) {
    if (plan.lines().isEmpty()) {
      return "%s: nothing is planned; `ztoq migrate run --phases extract,transform` reads Zephyr and plans, qTest is not touched"
          .formatted(plan.projectKey());
    }
    return "%s: %d calls to qTest, at least %d s with the budget of the settings"
        .formatted(plan.projectKey(), plan.calls(), plan.time().toSeconds());
  }

  private static Table table(MigrationPlan plan) {
    Table table = new Table("object", "create", "update", "calls");
    plan.lines()
        .forEach(line -> table.row(line.kind(), line.create(), line.update(), line.calls()));
    plan.losses().forEach((kind, count) -> table.row("loss: " + kind, "", "", count));
    plan.rejects().forEach((code, count) -> table.row("rejected: " + code, "", "", count));
    return table;
  }
}
