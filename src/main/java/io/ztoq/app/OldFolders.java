package io.ztoq.app;

import io.ztoq.run.DeadRuns;
import io.ztoq.store.Store;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folders for files on their way, one for each run; a run that was killed, or met a full disk,
 * leaves its own behind. Only those of runs that this store knows, and that are certainly over, are
 * deleted.
 */
final class OldFolders {

  private static final Logger LOG = LoggerFactory.getLogger(OldFolders.class);
  private static final String PREFIX = "ztoq-";

  private OldFolders() {}

  /** The folder of a run. */
  static Path of(String runId) {
    return parent().resolve(PREFIX + runId);
  }

  private static Path parent() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  static void clean(Store store) {
    clean(store, parent());
  }

  /** What cannot be deleted stays: that is no reason not to run. */
  static void clean(Store store, Path parent) {
    DeadRuns dead = new DeadRuns(store);
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "run-*")) {
      for (Path folder : folders) {
        String runId = folder.getFileName().toString().substring(PREFIX.length());
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) && dead.isOver(runId)) {
          delete(folder);
        }
      }
    } catch (IOException problem) {
      LOG.info("old folders stay: {}", problem.getMessage());
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> inside = Files.walk(folder)) {
      all = inside.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path one : all) {
      Files.deleteIfExists(one);
    }
    LOG.info("deleted the folder of an earlier run: {}", folder);
  }
}
