package io.ztoq.cli;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.schema.JournalEntry;
import io.ztoq.schema.JournalLine;
import io.ztoq.schema.MigrationSet;
import io.ztoq.schema.SchemaDatabase;
import io.ztoq.schema.SchemaEngine;
import io.ztoq.schema.SchemaListener;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Shows the journal: what was ever done to the schema. */
@Command(
    name = "history",
    description = "Shows what was ever done to the schema, newest first; never writes",
    mixinStandardHelpOptions = true)
final class SchemaHistoryCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @ParentCommand SchemaCommand schema;

  @Option(names = "--limit", paramLabel = "N", description = "Most lines (default: 50)")
  int limit = 50;

  SchemaHistoryCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    if (limit < 1) {
      throw new RunStopped(
          ExitCode.USAGE, "CLI-001", "--limit is %d; give a number from 1".formatted(limit));
    }
    SchemaOptions options = schema.options();
    SchemaDatabase database = options.database(surroundings);
    SchemaEngine engine =
        new SchemaEngine(
            database,
            MigrationSet.of("", List.of()),
            options.engine(surroundings, null, SchemaListener.NONE));
    List<JournalLine> lines = engine.journal(limit);
    if (options.isJson()) {
      surroundings.out().print(Table.json(lines));
    } else if (lines.isEmpty()) {
      surroundings.out().println("nothing was done to %s yet".formatted(database.display()));
    } else {
      surroundings.out().println("Journal of %s (UTC)".formatted(database.display()));
      surroundings.out().print(table(lines).text());
    }
    surroundings.out().flush();
    return 0;
  }

  private static Table table(List<JournalLine> lines) {
    Table table = new Table("at", "number", "name", "what", "outcome", "ms", "who", "message");
    for (JournalLine line : lines) {
      JournalEntry entry = line.entry();
      table.row(
          SchemaText.seconds(entry.endedAt() == null ? entry.startedAt() : entry.endedAt()),
          entry.number(),
          entry.name(),
          entry.direction(),
          entry.outcome(),
          line.durationMs() == null ? "" : line.durationMs(),
          "%s@%s".formatted(line.osUser(), line.host()),
          entry.message() == null ? "" : entry.message());
    }
    return table;
  }
}
