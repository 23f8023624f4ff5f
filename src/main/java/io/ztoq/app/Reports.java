package io.ztoq.app;

import io.ztoq.report.ReportWriter;
import io.ztoq.report.RunReport;
import io.ztoq.settings.Settings;
import io.ztoq.store.Store;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Writes the report of a run. */
final class Reports {

  private final Settings settings;
  private final Store store;

  Reports(Settings settings, Store store) {
    this.settings = settings;
    this.store = store;
  }

  /** HTML, JSON and CSV into the folder of the settings. */
  List<Path> write(RunReport report) {
    return ReportWriter.writeAll(report, settings.migration().reports());
  }

  RunReport of(String runId) {
    Map<String, Integer> budgets =
        Map.of(
            "zephyr",
            settings.zephyr().requestsPerSecond(),
            "qtest",
            settings.qtest().requestsPerSecond());
    return RunReport.of(store, runId, budgets, Instant.now());
  }
}
