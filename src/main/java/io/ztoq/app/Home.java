package io.ztoq.app;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.settings.MigrationSettings;
import io.ztoq.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where routes, mappings and rules are found: in the working folder, else beside the launcher
 * ({@code -Dztoq.home}), else as copies in the jar.
 */
public final class Home {

  private Home() {}

  /**
   * The folder or file to use for a path of the settings.
   *
   * @param path as set, relative to the working folder
   * @return {@code path} when it exists or nobody has another one
   */
  public static Path find(Path path) {
    if (Files.exists(path) || path.isAbsolute()) {
      return path;
    }
    String home = System.getProperty("ztoq.home", "");
    if (!home.isEmpty() && Files.exists(Path.of(home).resolve(path))) {
      return Path.of(home).resolve(path);
    }
    Path copies = Copies.FOLDER.resolve(path.normalize().toString());
    return Files.exists(copies) ? copies : path;
  }

  /** The same settings with the folders and files that are really there. */
  static Settings found(Settings settings) {
    MigrationSettings set = settings.migration();
    MigrationSettings found =
        new MigrationSettings(
            set.incremental(),
            set.includeAttachments(),
            set.phases(),
            set.limit(),
            set.noRollback(),
            find(set.routes()),
            find(set.mappings()),
            find(set.customFieldMap()),
            find(set.users()),
            find(set.validation()),
            set.reports());
    return new Settings(
        settings.zephyr(),
        settings.qtest(),
        settings.database(),
        settings.performance(),
        found,
        settings.network(),
        settings.logging());
  }

  /** The jar's copies, unpacked once per process and only when somebody asks. */
  private static final class Copies {

    static final Path FOLDER = unpack();

    private static Path unpack() {
      try {
        Path folder = Files.createTempDirectory("ztoq-home");
        deleteAtExit(folder);
        URI source = Home.class.getProtectionDomain().getCodeSource().getLocation().toURI();
        Path origin = Path.of(source);
        if (Files.isDirectory(origin)) {
          copy(origin.resolve("ztoq"), folder);
        } else {
          try (FileSystem jar = FileSystems.newFileSystem(origin, Map.of())) {
            copy(jar.getPath("ztoq"), folder);
          }
        }
        return folder;
      } catch (IOException | URISyntaxException problem) {
        throw new RunStopped(
            ExitCode.UNREACHABLE,
            "CFG-030",
            "cannot unpack the routes and mappings of the jar to the temporary folder: "
                + problem.getMessage(),
            problem);
      }
    }

    private static void copy(Path from, Path to) throws IOException {
      if (!Files.exists(from)) {
        return;
      }
      for (Path file : tree(from)) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }

    private static List<Path> tree(Path folder) throws IOException {
      try (Stream<Path> all = Files.walk(folder)) {
        return all.toList();
      }
    }

    private static void deleteAtExit(Path folder) {
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    try {
                      List<Path> files = tree(folder);
                      for (int i = files.size() - 1; i >= 0; i--) {
                        Files.deleteIfExists(files.get(i));
                      }
                    } catch (IOException ignored) {
                      // the system clears its temporary folder
                    }
                  }));
    }
  }
}
