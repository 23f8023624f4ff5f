package io.ztoq.report;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import java.util.Arrays;
import java.util.Locale;

/** How a report may be written. */
public enum ReportFormat {
  TEXT("txt"),
  JSON("json"),
  CSV("csv"),
  HTML("html");

  private final String extension;

  ReportFormat(String extension) {
    this.extension = extension;
  }

  /** Ending of a file name, without the dot. */
  public String extension() {
    return extension;
  }

  /**
   * The format of that name.
   *
   * @throws RunStopped (CLI-030) when there is none
   */
  public static ReportFormat of(String name) {
    return Arrays.stream(values())
        .filter(format -> format.name().equalsIgnoreCase(name.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                new RunStopped(
                    ExitCode.USAGE,
                    "CLI-030",
                    "no report format '%s', known: %s"
                        .formatted(name, Arrays.toString(values()).toLowerCase(Locale.ROOT))));
  }
}
