package io.ztoq.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.ztoq.failure.RunStopped;
import io.ztoq.failure.Writing;
import io.ztoq.store.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Writes a report as text, JSON, CSV or HTML. */
public final class ReportWriter {

  private ReportWriter() {}

  /** The whole report; ends with a line break. */
  public static String render(RunReport report, ReportFormat format) {
    return switch (format) {
      case TEXT -> new TextReport(report).render();
      case JSON -> json(report);
      case CSV -> new CsvReport(report).render();
      case HTML -> new HtmlReport(report).render();
    };
  }

  /**
   * Writes one file, whole or not at all.
   *
   * @throws RunStopped (RPT-001, exit code 2, or 3 where there is no room) when the file cannot be
   *     written
   */
  public static Path write(RunReport report, ReportFormat format, Path file) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      return writeWhole(render(report, format), file);
    } catch (IOException problem) {
      throw new RunStopped(
          Writing.exitCode(problem),
          "RPT-001",
          "cannot write the report %s: %s; %s"
              .formatted(
                  file,
                  problem.getMessage(),
                  Writing.cure(
                      problem,
                      "name another place with --output-file or 'reports' under 'migration:'")),
          problem);
    }
  }

  /** Writes a text so that {@code file} holds all of it, or what it held before. */
  public static Path writeWhole(String text, Path file) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      return Files.writeString(file, text, StandardCharsets.UTF_8); // a pipe or a terminal
    }
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.writeString(part, text, StandardCharsets.UTF_8);
      return Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /**
   * Writes HTML, JSON and CSV of a run into a folder, named by the run.
   *
   * @return the files, HTML first
   */
  public static List<Path> writeAll(RunReport report, Path folder) {
    String name =
        report.run() == null ? "no-run" : report.run().runId().replaceAll("[^A-Za-z0-9._-]", "_");
    List<Path> files = new ArrayList<>();
    for (ReportFormat format : List.of(ReportFormat.HTML, ReportFormat.JSON, ReportFormat.CSV)) {
      files.add(write(report, format, folder.resolve(name + "." + format.extension())));
    }
    return files;
  }

  private static String json(RunReport report) {
    try {
      return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
