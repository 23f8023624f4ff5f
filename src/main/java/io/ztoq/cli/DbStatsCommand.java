package io.ztoq.cli;

import io.ztoq.app.Inspection;
import io.ztoq.app.StoreOpening;
import io.ztoq.settings.Settings;
import io.ztoq.store.StoreFigures.Figure;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows how much is in the store, of one project or of all. */
@Command(
    name = "stats",
    description = "Shows how much is in the store, of one project or of all",
    mixinStandardHelpOptions = true)
final class DbStatsCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @Mixin SettingsOptions options;

  @Mixin OutputOptions output;

  DbStatsCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Settings settings = Configured.load(surroundings, options, "database");
    try (Inspection inspection = Inspection.open(settings)) {
      List<Figure> figures = inspection.figures();
      Table table = new Table("table", "rows");
      figures.forEach(figure -> table.row(figure.table(), figure.rows()));
      output.show(table.in(output.format, title(settings), figures), surroundings.out());
    }
    return 0;
  }

  private static String title(Settings settings) {
    String store = StoreOpening.location(settings).display();
    String project = settings.zephyr().projectKey();
    return project.isEmpty() ? "store " + store : "store %s, project %s".formatted(store, project);
  }
}
