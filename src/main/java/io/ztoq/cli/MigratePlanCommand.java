package io.ztoq.cli;

import io.ztoq.app.Inspection;
import io.ztoq.app.MigrationPlan;
import io.ztoq.failure.RunStopped;
import io.ztoq.settings.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what a load would send to qTest by what is in the store; calls nobody, changes nothing. */
@Command(
    name = "plan",
    description =
        "Shows what a load would send to qTest, by what was extracted and transformed: objects, calls, time, losses; "
            + "calls nobody, changes nothing",
    mixinStandardHelpOptions = true)
final class MigratePlanCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @Mixin RemoteOptions options;

  @Mixin OutputOptions output;

  MigratePlanCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Settings settings = Configured.load(surroundings, options.settings, "database");
    MigrationPlan plan = plan(Configured.withProject(settings));
    String title = plan.projectKey() + ": " + plan.hint();
    output.show(table(plan).in(output.format, title, plan), surroundings.out());
    return 0;
  }

  /** A store that is not there yet is the first step, not a failure. */
  private static MigrationPlan plan(Settings settings) {
    try (Inspection inspection = Inspection.open(settings)) {
      return inspection.plan();
    } catch (RunStopped problem) {
      if (problem.code().equals("STO-020")) {
        return MigrationPlan.ofNothing(settings.zephyr().projectKey());
      }
      throw problem;
    }
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
