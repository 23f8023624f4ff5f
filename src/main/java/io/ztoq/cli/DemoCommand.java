package io.ztoq.cli;

import io.ztoq.app.LogSetup;
import io.ztoq.app.RunResult;
import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.sandbox.Sandbox;
import io.ztoq.schema.ProcessLock;
import io.ztoq.settings.MigrationSettings;
import io.ztoq.settings.Settings;
import io.ztoq.settings.SettingsLoader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Migrates sample data from the simulated Zephyr Scale to the simulated qTest. */
@Command(
    name = "demo",
    description = "Migrates sample data between a simulated Zephyr Scale and qTest on this machine",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @Mixin SandboxMixin options;

  @Mixin SettingsOptions settings;

  @Option(
      names = "--keep",
      description = "Leaves both simulations and the store running until Ctrl-C")
  boolean keep;

  @Option(
      names = "--folder",
      paramLabel = "FOLDER",
      description = "Folder for store, log and reports (default: ztoq-demo)")
  Path folder = Path.of("ztoq-demo");

  DemoCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    try (FileChannel ignored = freshFolder();
        Sandbox sandbox = options.start()) {
      Settings loaded = load(sandbox);
      LogSetup.configure(loaded);
      surroundings
          .out()
          .printf(
              "demo: %s, seed %d, in the folder %s%n",
              options.size.name().toLowerCase(Locale.ROOT), options.seed, folder);
      RunResult result = new Runs(surroundings).run(loaded, "demo", MigrationSettings.ALL_PHASES);
      if (keep && result.exitCode() != ExitCode.STOPPED) {
        surroundings.out().println("\nThe store: --db-path " + folder.resolve("demo.db"));
        SandboxMixin.keep(sandbox, surroundings.out());
      }
      return Runs.status(result);
    }
  }

  /**
   * The simulated qTest is empty at each start, so the store of the last demo must go; not that of
   * a demo that is still there.
   *
   * @return keeps others out until it is closed
   */
  private FileChannel freshFolder() {
    try {
      Files.createDirectories(folder);
      FileChannel ours = ProcessLock.onFile(folder.resolve("demo.lock"));
      if (ours == null) {
        throw new RunStopped(
            ExitCode.CONFLICT,
            "CLI-016",
            "another demo works or is kept in the folder %s; stop it (Ctrl-C there), or name another folder with --folder"
                .formatted(folder));
      }
      for (String end : new String[] {"", "-wal", "-shm"}) {
        Files.deleteIfExists(folder.resolve("demo.db" + end));
      }
      return ours;
    } catch (IOException problem) {
      throw new RunStopped(
          ExitCode.USAGE,
          "CLI-011",
          "cannot prepare the folder %s: %s; name another with --folder"
              .formatted(folder, problem.getMessage()),
          problem);
    }
  }

  /**
   * Only what concerns the store is taken from the environment: a demo never touches the real
   * systems.
   */
  private Settings load(Sandbox sandbox) {
    settings.put("zephyr.base-url", sandbox.zephyrUrl(), "demo");
    settings.put("zephyr.api-token", sandbox.zephyrToken(), "demo");
    settings.put("zephyr.project-key", sandbox.projectKey(), "demo");
    settings.put("qtest.base-url", sandbox.qtestUrl(), "demo");
    settings.put("qtest.bearer-token", sandbox.qtestToken(), "demo");
    settings.put("qtest.project-id", sandbox.qtestProjectId(), "demo");
    settings.putIfAbsent("zephyr.requests-per-second", 1000, "demo");
    settings.putIfAbsent("qtest.requests-per-second", 1000, "demo");
    settings.putIfAbsent("performance.max-workers", 16, "demo");
    settings.putIfAbsent("database.path", folder.resolve("demo.db"), "demo");
    settings.putIfAbsent("migration.reports", folder.resolve("reports"), "demo");
    settings.putIfAbsent("logging.file", folder.resolve("demo.log"), "demo");
    Map<String, String> environment =
        surroundings.environment().entrySet().stream()
            .filter(entry -> entry.getKey().matches("(DATABASE|POSTGRES|LOGGING)_.*"))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    return new SettingsLoader(environment)
        .load(
            folder.resolve("no-config.yaml"),
            false,
            settings.given(),
            Set.of("zephyr", "qtest", "database", "migration"));
  }
}
