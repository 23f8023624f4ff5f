package io.ztoq.cli;

import io.ztoq.schema.NewMigration;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Makes the next pair of files. */
@Command(
    name = "new",
    description =
        "Makes the files of the next migration in --migrations, or in the folder migrations of the working folder; needs no database",
    mixinStandardHelpOptions = true)
final class SchemaNewCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @ParentCommand SchemaCommand schema;

  @Parameters(paramLabel = "NAME", description = "For example \"add reviews\"")
  String name;

  @Option(
      names = "--vendor",
      paramLabel = "postgresql|sqlite",
      description = "Makes them for one kind of database only")
  @Nullable String vendor;

  SchemaNewCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Path folder = schema.options().ownFolder(vendor == null ? "postgresql" : vendor);
    for (Path file : NewMigration.make(folder, vendor, name)) {
      surroundings.out().println("made " + file);
    }
    return 0;
  }
}
