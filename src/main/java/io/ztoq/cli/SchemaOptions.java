package io.ztoq.cli;

import io.ztoq.app.Home;
import io.ztoq.app.Version;
import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.schema.Actor;
import io.ztoq.schema.Backup;
import io.ztoq.schema.EngineOptions;
import io.ztoq.schema.MigrationSet;
import io.ztoq.schema.SchemaDatabase;
import io.ztoq.schema.SchemaListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Which database, which migrations and how, for all schema commands. */
final class SchemaOptions {

  private static final Path DEFAULT_FOLDER = Path.of("migrations");

  /** Forms of a result. */
  enum Format {
    text,
    json
  }

  @Mixin DatabaseOptions where = new DatabaseOptions();

  @Option(
      names = "--migrations",
      scope = ScopeType.INHERIT,
      paramLabel = "FOLDER",
      description =
          "Folder with V001__words.sql and U001__words.sql (default: migrations of the working folder, or the only set in it; else the example that comes with ztoq)")
  @Nullable Path migrations;

  @Option(
      names = "--env",
      scope = ScopeType.INHERIT,
      paramLabel = "NAME",
      description =
          "Environment, for migrations that begin with '-- env:' (default: ZTOQ_ENVIRONMENT)")
  @Nullable String environment;

  @Option(
      names = "--lock-timeout",
      scope = ScopeType.INHERIT,
      paramLabel = "SECONDS",
      description = "How long to wait for another command on the same database (default: 60)")
  int lockTimeout = (int) EngineOptions.LOCK_TIMEOUT.toSeconds();

  @Option(
      names = "--format",
      scope = ScopeType.INHERIT,
      paramLabel = "text|json",
      description = "Form of the result (default: text)")
  Format format = Format.text;

  private @Nullable Path told;

  boolean isJson() {
    return format == Format.json;
  }

  SchemaDatabase database(Surroundings surroundings) {
    return where.database(surroundings);
  }

  @Nullable String backupCommand(Surroundings surroundings) {
    return where.backupCommand(surroundings);
  }

  /** The migrations for a database; says which they are where nobody named them. */
  MigrationSet set(SchemaDatabase database, Surroundings surroundings) {
    Path folder = folder(database.vendor());
    tell(folder, surroundings);
    return MigrationSet.read(folder, database.vendor());
  }

  private void tell(Path folder, Surroundings surroundings) {
    if (isJson() && migrations != null || folder.equals(told)) {
      return;
    }
    told = folder;
    surroundings
        .err()
        .println(
            migrations == null && !Files.isDirectory(DEFAULT_FOLDER) && Files.isDirectory(folder)
                ? "migrations: %s, the example that comes with ztoq, as there is no folder %s here; name yours with --migrations"
                    .formatted(folder, DEFAULT_FOLDER)
                : "migrations: " + folder);
    surroundings.err().flush();
  }

  /**
   * The folder with the migrations: the one that is named, else {@code migrations}, or the only
   * folder in it that holds some; where the working folder has none it is that of the installation.
   */
  Path folder(String vendor) {
    return migrations == null ? onlySet(Home.find(DEFAULT_FOLDER), vendor) : migrations;
  }

  /** As {@link #folder}, but never one of the installation: there nobody looks for new files. */
  Path ownFolder(String vendor) {
    return migrations == null ? onlySet(DEFAULT_FOLDER, vendor) : migrations;
  }

  private static Path onlySet(Path folder, String vendor) {
    if (!Files.isDirectory(folder) || holdsMigrations(folder, vendor)) {
      return folder;
    }
    List<Path> sets = new ArrayList<>();
    try (Stream<Path> all = Files.list(folder)) {
      all.filter(one -> Files.isDirectory(one) && holdsMigrations(one, vendor))
          .sorted()
          .forEach(sets::add);
    } catch (IOException problem) {
      return folder;
    }
    if (sets.size() > 1) {
      throw new RunStopped(
          ExitCode.USAGE,
          "CLI-021",
          "%s holds several sets of migrations; name one with --migrations: %s"
              .formatted(folder, String.join(", ", sets.stream().map(Path::toString).toList())));
    }
    return sets.isEmpty() ? folder : sets.get(0);
  }

  private static boolean holdsMigrations(Path folder, String vendor) {
    return hasFiles(folder) || hasFiles(folder.resolve(vendor));
  }

  private static boolean hasFiles(Path folder) {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.anyMatch(one -> one.getFileName().toString().matches("V\\d+__.*\\.sql"));
    } catch (IOException problem) {
      return false;
    }
  }

  EngineOptions engine(
      Surroundings surroundings, @Nullable Backup backup, SchemaListener listener) {
    String named =
        environment != null
            ? environment
            : surroundings.environment().getOrDefault("ZTOQ_ENVIRONMENT", "");
    if (lockTimeout < 0) {
      throw new RunStopped(
          ExitCode.USAGE,
          "CLI-001",
          "--lock-timeout is %d; give a number of seconds, 0 or more".formatted(lockTimeout));
    }
    return new EngineOptions(
        Actor.ofProcess(Version.text()), named, Duration.ofSeconds(lockTimeout), backup, listener);
  }
}
