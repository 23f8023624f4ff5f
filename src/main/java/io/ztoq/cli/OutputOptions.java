package io.ztoq.cli;

import io.ztoq.failure.RunStopped;
import io.ztoq.failure.Writing;
import io.ztoq.report.ReportWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How and where a command shows its result. */
final class OutputOptions {

  /** Forms of a result. */
  enum Format {
    text,
    json,
    html,
    csv
  }

  @Option(
      names = {"--format", "--output-format"},
      paramLabel = "text|json|html|csv",
      description = "Form of the result (default: text)")
  Format format = Format.text;

  @Option(
      names = "--output-file",
      paramLabel = "FILE",
      description = "File for the result instead of the terminal")
  @Nullable Path file;

  /**
   * Prints {@code text}, or writes it to the file and prints where.
   *
   * @throws RunStopped (CLI-010, exit code 2, or 3 where there is no room) when the file cannot be
   *     written
   */
  void show(String text, PrintWriter out) {
    Path target = file;
    if (target == null) {
      out.print(text.endsWith("\n") ? text : text + System.lineSeparator());
      out.flush();
      return;
    }
    try {
      Path folder = target.toAbsolutePath().getParent();
      if (folder != null && !Files.isDirectory(folder)) {
        Files.createDirectories(folder);
        out.println("new folder: " + folder);
      }
      ReportWriter.writeWhole(text, target);
      out.println("written: " + target);
    } catch (IOException problem) {
      throw new RunStopped(
          Writing.exitCode(problem),
          "CLI-010",
          "cannot write %s: %s; %s"
              .formatted(
                  target,
                  problem.getMessage(),
                  Writing.cure(problem, "name another with --output-file")),
          problem);
    }
  }
}
