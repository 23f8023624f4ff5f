package io.ztoq.cli;

import io.ztoq.app.StoreOpening;
import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.schema.SchemaDatabase;
import io.ztoq.settings.Settings;
import io.ztoq.store.StoreLocation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Which database, for all commands that look after one that is not ztoq's own. */
final class DatabaseOptions {

  @Option(
      names = "--url",
      scope = ScopeType.INHERIT,
      paramLabel = "URL",
      description =
          "jdbc:postgresql://HOST:PORT/NAME or jdbc:sqlite:FILE; user and password come from POSTGRES_USER and"
              + " POSTGRES_PASSWORD; or any address of JDBC with ZTOQ_DATABASE_USER and ZTOQ_DATABASE_PASSWORD, when its"
              + " driver is in the folder drivers (default: POSTGRES_HOST, POSTGRES_PORT, POSTGRES_DATABASE, for tenants DATABASE_URL before them)")
  @Nullable String url;

  @Option(
      names = "--config",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "Takes the database of this settings file")
  @Nullable Path config;

  /**
   * @throws RunStopped (CLI-020, exit code 2) when no database is named
   */
  SchemaDatabase database(Surroundings surroundings) {
    return database(surroundings, "");
  }

  /**
   * @param instead what else would name it, for the message; empty when nothing does
   * @throws RunStopped (CLI-020, exit code 2) when no database is named
   */
  SchemaDatabase database(Surroundings surroundings, String instead) {
    Map<String, String> variables = surroundings.environment();
    if (url != null) {
      refuseSecrets(url);
      String owner = url.startsWith("jdbc:postgresql:") ? "POSTGRES_" : "ZTOQ_DATABASE_";
      return url.startsWith("jdbc:sqlite:")
          ? new SchemaDatabase(url, null, null)
          : new SchemaDatabase(
              url, variables.get(owner + "USER"), variables.get(owner + "PASSWORD"));
    }
    if (config != null) {
      StoreLocation location = StoreOpening.location(settings(surroundings, config));
      return new SchemaDatabase(location.jdbcUrl(), location.user(), location.password());
    }
    return ofVariables(variables, instead);
  }

  /** Whether one is named, by an option or by all variables. */
  boolean isNamed(Surroundings surroundings) {
    return url != null || config != null || missing(surroundings.environment()).isEmpty();
  }

  private static List<String> missing(Map<String, String> variables) {
    return Stream.of("POSTGRES_HOST", "POSTGRES_USER", "POSTGRES_PASSWORD", "POSTGRES_DATABASE")
        .filter(name -> variables.getOrDefault(name, "").isEmpty())
        .toList();
  }

  /** What makes a backup instead of ztoq, null when nobody named it. */
  @Nullable String backupCommand(Surroundings surroundings) {
    return config == null
        ? surroundings.environment().get("ZTOQ_BACKUP_COMMAND")
        : settings(surroundings, config).database().backupCommand();
  }

  private static Settings settings(Surroundings surroundings, Path file) {
    SettingsOptions options = new SettingsOptions();
    options.config = file;
    return Configured.load(surroundings, options, "database");
  }

  private static SchemaDatabase ofVariables(Map<String, String> variables, String instead) {
    List<String> missing = missing(variables);
    if (!missing.isEmpty()) {
      throw new RunStopped(
          ExitCode.USAGE,
          "CLI-020",
          "no database is named, %s %s not set; set %s, or name one with %s--url jdbc:sqlite:FILE or --config FILE"
              .formatted(
                  String.join(", ", missing),
                  missing.size() == 1 ? "is" : "are",
                  missing.size() == 1 ? "it" : "them",
                  instead.isEmpty() ? "" : instead + ", "));
    }
    return new SchemaDatabase(
        "jdbc:postgresql://%s:%s/%s"
            .formatted(
                variables.get("POSTGRES_HOST"),
                variables.getOrDefault("POSTGRES_PORT", "5432"),
                variables.get("POSTGRES_DATABASE")),
        variables.get("POSTGRES_USER"),
        variables.get("POSTGRES_PASSWORD"));
  }

  /** Arguments can be read by everybody on the machine. */
  private static void refuseSecrets(String url) {
    if (url.matches("(?i).*([?&;]password=|//[^/]*:[^/@]*@|:[^:/@]+/[^/@]+@).*")) {
      throw new RunStopped(
          ExitCode.USAGE,
          "CLI-002",
          "--url holds a password, and arguments can be read by everybody; set POSTGRES_USER and POSTGRES_PASSWORD, for other databases ZTOQ_DATABASE_USER and ZTOQ_DATABASE_PASSWORD");
    }
  }
}
