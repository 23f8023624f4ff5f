package io.ztoq.cli;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.settings.Given;
import io.ztoq.settings.SettingsLoader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that name settings; every one wins over the environment and config.yaml. */
final class SettingsOptions {

  private static final String SET = "--set";

  private final Map<String, Given> given = new LinkedHashMap<>();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings file (default: config/config.yaml)")
  @Nullable Path config;

  @Option(names = "--project-key", paramLabel = "KEY", description = "Key of the Zephyr project")
  void projectKey(@Nullable String value) {
    put("zephyr.project-key", value, "--project-key");
  }

  @Option(names = "--db-type", paramLabel = "TYPE", description = "sqlite or postgresql")
  void dbType(@Nullable String value) {
    put("database.type", value, "--db-type");
  }

  @Option(names = "--db-path", paramLabel = "FILE", description = "File of a SQLite store")
  void dbPath(@Nullable String value) {
    put("database.path", value, "--db-path");
  }

  @Option(names = "--db-host", paramLabel = "HOST", description = "Host of the PostgreSQL server")
  void dbHost(@Nullable String value) {
    put("database.host", value, "--db-host");
  }

  @Option(names = "--db-port", paramLabel = "PORT", description = "Port of the PostgreSQL server")
  void dbPort(@Nullable String value) {
    put("database.port", value, "--db-port");
  }

  @Option(
      names = {"--db-username", "--db-user"},
      paramLabel = "NAME",
      description = "User of the PostgreSQL server")
  void dbUsername(@Nullable String value) {
    put("database.username", value, "--db-username");
  }

  @Option(
      names = "--db-password",
      paramLabel = "env:NAME|file:PATH",
      converter = Secret.Reference.class,
      description = "Where the password of the PostgreSQL user is")
  void dbPassword(@Nullable Secret value) {
    putSecret("database.password", value, "--db-password");
  }

  @Option(names = "--db-name", paramLabel = "NAME", description = "Name of the PostgreSQL database")
  void dbName(@Nullable String value) {
    put("database.database", value, "--db-name");
  }

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Any other setting, for example --set qtest.requests-per-second=5")
  void set(@Nullable Map<String, String> values) {
    if (values != null) {
      values.forEach((key, value) -> put(key.replace('_', '-'), value, SET));
    }
  }

  void put(String path, @Nullable Object value, String option) {
    if (value != null) {
      given.put(path, new Given(value.toString(), "option " + option));
    }
  }

  void putIfAbsent(String path, Object value, String option) {
    if (!given.containsKey(path)) {
      put(path, value, option);
    }
  }

  void putSecret(String path, @Nullable Secret value, String option) {
    put(path, value == null ? null : value.value(), option);
  }

  /**
   * @throws RunStopped (CLI-002, exit code 2) when a secret was given by {@code --set}
   */
  Map<String, Given> given() {
    given.forEach(
        (path, value) -> {
          if (SettingsLoader.isSecret(path) && value.origin().endsWith(SET)) {
            throw new RunStopped(
                ExitCode.USAGE,
                "CLI-002",
                "%s is a secret and is not taken as an argument; use its own option, the environment or config.yaml"
                    .formatted(path));
          }
        });
    return given;
  }
}
