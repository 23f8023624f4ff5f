package io.ztoq.cli;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.schema.SchemaDatabase;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a scratch database is made. */
final class ScratchOption {

  @Option(
      names = "--scratch-url",
      paramLabel = "URL",
      description =
          "Server on which a scratch database may be made, of the same kind (default: the server of the database)")
  @Nullable String url;

  SchemaDatabase beside(SchemaDatabase database, Surroundings surroundings) {
    if (url == null) {
      return database;
    }
    DatabaseOptions options = new DatabaseOptions();
    options.url = url;
    SchemaDatabase other = options.database(surroundings);
    if (!other.vendor().equals(database.vendor())) {
      throw new RunStopped(
          ExitCode.USAGE,
          "CLI-001",
          "--scratch-url names a database of the kind %s, the other one is %s; both must be of one kind"
              .formatted(other.vendor(), database.vendor()));
    }
    return other;
  }
}
