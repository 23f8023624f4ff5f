package io.ztoq.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of commands that run phases. */
final class RunOptions {

  @Mixin RemoteOptions remote;

  @Option(
      names = "--batch-size",
      paramLabel = "ROWS",
      description = "Rows per transaction and per claim")
  void batchSize(@Nullable String value) {
    remote.settings.put("performance.batch-size", value, "--batch-size");
  }

  @Option(
      names = {"--max-workers", "--workers"},
      paramLabel = "COUNT",
      description = "Requests under way at once per remote system")
  void maxWorkers(@Nullable String value) {
    remote.settings.put("performance.max-workers", value, "--max-workers");
  }

  @Option(
      names = "--limit",
      paramLabel = "CASES",
      description = "Most test cases to read, for trying out")
  void limit(@Nullable String value) {
    remote.settings.put("migration.limit", value, "--limit");
  }

  @Option(
      names = "--incremental",
      paramLabel = "true|false",
      arity = "0..1",
      fallbackValue = "true",
      description = "Read only what changed since the last run")
  void incremental(@Nullable String value) {
    remote.settings.put("migration.incremental", value, "--incremental");
  }

  @Option(
      names = "--include-attachments",
      paramLabel = "true|false",
      arity = "0..1",
      fallbackValue = "true",
      description = "Whether files are migrated")
  void includeAttachments(@Nullable String value) {
    remote.settings.put("migration.include-attachments", value, "--include-attachments");
  }

  @Option(
      names = "--custom-field-map",
      paramLabel = "FILE",
      description = "File that maps Zephyr custom field names to qTest labels")
  void customFieldMap(@Nullable String value) {
    remote.settings.put("migration.custom-field-map", value, "--custom-field-map");
  }
}
