package io.ztoq.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ztoq.fixture.Stores;
import io.ztoq.store.Store;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportSampleTest {

  @Test
  void writesAllFilesOfARunForPeopleToLookAt(@TempDir Path folder) {
    try (Store store = Stores.sqlite(folder)) {
      List<Path> files =
          ReportWriter.writeAll(SampleRun.of(store, 12), Path.of("target", "sample-report"));

      assertThat(files)
          .extracting(file -> file.getFileName().toString())
          .containsExactly("run-17.html", "run-17.json", "run-17.csv");
      ReportWriter.write(
          SampleRunText.of(store),
          ReportFormat.TEXT,
          Path.of("target", "sample-report", "run-17.txt"));
    }
  }

  private static final class SampleRunText {
    static RunReport of(Store store) {
      return RunReport.of(
          store, "run-17", java.util.Map.of("zephyr", 50, "qtest", 50), SampleRun.NOW);
    }
  }
}
