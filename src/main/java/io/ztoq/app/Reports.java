package io.ztoq.app;

import io.ztoq.settings.Settings;
import io.ztoq.store.Store;
import java.nio.file.Path;
import java.util.List;

/** Writes the report of a run. */
final class Reports {

  private final Settings settings;
  private final Store store;

  Reports(Settings settings, Store store) {
    this.settings = settings;
    this.store = store;
  }

  List<Path> write(String runId) {
    return List.of();
  }
}
