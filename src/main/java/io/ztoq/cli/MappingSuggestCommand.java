package io.ztoq.cli;

import io.ztoq.app.Inspection;
import io.ztoq.failure.ExitCode;
import io.ztoq.settings.Settings;
import io.ztoq.transform.MappingCoach;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the values of the source that have no rule yet, with a values.yaml that has them. */
@Command(
    name = "suggest",
    description =
        "Lists the values of the source that have no rule yet, with a values.yaml that has them",
    mixinStandardHelpOptions = true)
final class MappingSuggestCommand implements Callable<Integer> {

  private static final String OFFER =
      "\nvalues.yaml with rows for them; `--output-file config/mappings/values.yaml` writes it:\n\n";

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
      show(advice);
      return advice.yaml().isEmpty() ? 0 : ExitCode.FINDINGS.status();
    }
  }

  private void show(MappingCoach.Advice advice) {
    long missing = advice.values().stream().filter(MappingCoach.Value::isMissing).count();
    String title =
        missing == 0
            ? "every value has a rule"
            : "%d values have no rule; their records are rejected (MAP-001)".formatted(missing);
    Path file = output.file;
    if (output.format == OutputOptions.Format.text
        && file != null
        && file.toString().matches(".*\\.ya?ml")) {
      rules(title, advice);
      return;
    }
    String text = table(advice).in(output.format, title, advice);
    boolean offer = output.format == OutputOptions.Format.text && missing > 0;
    output.show(offer ? text + OFFER + advice.yaml() : text, surroundings.out());
  }

  /** The file for the mappings folder alone; one without news would only lose its comments. */
  private void rules(String title, MappingCoach.Advice advice) {
    surroundings.out().println(title + (advice.yaml().isEmpty() ? ", nothing is written" : ""));
    if (!advice.yaml().isEmpty()) {
      output.show(advice.yaml(), surroundings.out());
      surroundings.out().println("fill in what is marked with FILL IN, then transform again");
    }
  }

  /** What has no rule comes first. */
  private static Table table(MappingCoach.Advice advice) {
    Table table = new Table("section", "value", "count", "becomes", "suggestion");
    advice.values().stream()
        .sorted(Comparator.comparing(MappingCoach.Value::isMissing).reversed())
        .forEach(
            one ->
                table.row(
                    one.section(),
                    one.value(),
                    one.count(),
                    one.mappedTo() == null ? "NO RULE" : one.mappedTo(),
                    one.suggestion() == null ? "-" : one.suggestion()));
    return table;
  }
}
