package io.ztoq.cli;

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
    SchemaOptions options = new SchemaOptions();
    options.url = url;
    return options.database(surroundings);
  }
}
