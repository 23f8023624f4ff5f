package io.ztoq.cli;

import io.ztoq.app.Inspection;
import io.ztoq.store.IndexAdvice.Answer;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows how the database answers frequent queries and which index would help. */
@Command(
    name = "analyze",
    description = "Shows how the database answers frequent queries and which index would help",
    mixinStandardHelpOptions = true)
final class IndexAnalyzeCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @Mixin SettingsOptions options;

  @Mixin OutputOptions output;

  IndexAnalyzeCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    try (Inspection inspection =
        Inspection.open(Configured.load(surroundings, options, "database"))) {
      List<Answer> answers = inspection.indexes().analyze();
      Table table = new Table("query", "answered by", "advice");
      answers.forEach(
          one ->
              table.row(one.query(), one.plan(), one.advice().isEmpty() ? "none" : one.advice()));
      long advised = answers.stream().filter(one -> !one.advice().isEmpty()).count();
      String title =
          advised == 0
              ? "every query has what it needs"
              : "%d indexes would help; `ztoq db index create` creates them".formatted(advised);
      output.show(table.in(output.format, title, answers), surroundings.out());
    }
    return 0;
  }
}
