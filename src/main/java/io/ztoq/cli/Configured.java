package io.ztoq.cli;

import io.ztoq.app.Home;
import io.ztoq.app.LogSetup;
import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.settings.Settings;
import io.ztoq.settings.SettingsLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Loads the settings of a command and starts the log. */
final class Configured {

  private static final Path DEFAULT_FILE = Path.of("config", "config.yaml");

  private Configured() {}

  /**
   * @param needed areas whose required keys must be there
   */
  static Settings load(Surroundings surroundings, SettingsOptions options, String... needed) {
    Path named = options.config;
    Path file = named == null ? Home.find(DEFAULT_FILE) : named;
    Settings settings =
        new SettingsLoader(surroundings.environment())
            .load(file, named != null, options.given(), Set.of(needed));
    LogSetup.configure(settings);
    return settings;
  }

  /** Where the settings came from, for people. */
  static String origin(SettingsOptions options) {
    Path named = options.config;
    Path file = named == null ? Home.find(DEFAULT_FILE) : named;
    return Files.exists(file)
        ? file + ", environment and options"
        : "environment and options; there is no " + file;
  }

  /**
   * @throws RunStopped (CFG-005, exit code 2) when no project is named
   */
  static Settings withProject(Settings settings) {
    if (settings.zephyr().projectKey().isEmpty()) {
      throw new RunStopped(
          ExitCode.USAGE,
          "CFG-005",
          "zephyr.project-key is missing; name the project with --project-key, in config.yaml or by ZEPHYR_PROJECT_KEY");
    }
    return settings;
  }
}
