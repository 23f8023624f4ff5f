package io.ztoq.cli;

import io.ztoq.app.Inspection;
import io.ztoq.failure.ExitCode;
import io.ztoq.settings.Settings;
import io.ztoq.transform.MappingCoach;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the values of the source that have no rule yet, with rules to paste. */
@Command(
    name = "suggest",
    description = "Lists the values of the source that have no rule yet, with rules to paste",
    mixinStandardHelpOptions = true)
final class MappingSuggestCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @Mixin SettingsOptions options;

  @Mixin OutputOptions output;

  @Option(
      names = "--custom-field-map",
      paramLabel = "FILE",
      description = "File that maps Zephyr custom field names to qTest labels")
  void customFieldMap(@Nullable String value) {
    options.put("migration.custom-field-map", value, "--custom-field-map");
  }

  MappingSuggestCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Settings settings = Configured.load(surroundings, options, "database");
    try (Inspection inspection = Inspection.open(Configured.withProject(settings))) {
      MappingCoach.Advice advice = inspection.advise();
      Table table = new Table("section", "value", "count", "becomes", "suggestion");
      for (MappingCoach.Value one : advice.values()) {
        table.row(
            one.section(),
            one.value(),
            one.count(),
            orDash(one.mappedTo()),
            orDash(one.suggestion()));
      }
      boolean complete = advice.values().stream().noneMatch(MappingCoach.Value::isMissing);
      String title = complete ? "every value has a rule" : "values without a rule are rejected";
      String text = table.in(output.format, title, advice);
      boolean paste = output.format == OutputOptions.Format.text && !advice.yaml().isEmpty();
      output.show(paste ? text + "\nto paste:\n\n" + advice.yaml() : text, surroundings.out());
      return complete ? 0 : ExitCode.FINDINGS.status();
    }
  }

  private static String orDash(@Nullable String text) {
    return text == null ? "-" : text;
  }
}
