package io.ztoq.cli;

import io.ztoq.app.MigrationApp;
import io.ztoq.app.RunResult;
import io.ztoq.app.Watcher;
import io.ztoq.failure.ExitCode;
import io.ztoq.run.StopSignal;
import io.ztoq.settings.Settings;
import io.ztoq.watch.ProgressView;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;

/** Runs phases for a command and prints how they ended. */
final class Runs {

  private final Surroundings surroundings;

  Runs(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  RunResult run(Settings settings, String command, List<String> phases) {
    StopSignal stop = new StopSignal();
    Interrupts.install(stop, surroundings.err());
    RunResult result = new MigrationApp(settings, stop, watcher(surroundings)).run(command, phases);
    print(result, settings);
    return result;
  }

  /** Shows progress as bar or lines. */
  static Watcher watcher(Surroundings surroundings) {
    return figures ->
        new ProgressView(
                figures, surroundings.progress(), surroundings.terminal(), Clock.systemUTC())
            .start();
  }

  private void print(RunResult result, Settings settings) {
    PrintWriter out = surroundings.out();
    if (result.summary().isEmpty()) {
      surroundings.err().println(result.failure());
      return;
    }
    out.println();
    out.println(result.summary());
    result.reports().forEach(file -> out.println("report: " + file));
    String failure = result.failure();
    if (failure != null) {
      surroundings.err().println(failure);
    }
    if (!result.verdict().isClean()) {
      out.println(result.verdict().line());
      if (result.verdict().rejects() > 0) {
        out.println(
            "rejected records: `ztoq replay` lists them by cause; correct it and run again");
      }
    }
    out.println(last(result, settings));
    out.flush();
  }

  private static String last(RunResult result, Settings settings) {
    String project = settings.zephyr().projectKey();
    return switch (result.exitCode()) {
      case CLEAN ->
          "%s: done, %s (run %s)".formatted(project, result.verdict().line(), result.runId());
      case FINDINGS ->
          "%s: done, but not clean (exit code 1, run %s)".formatted(project, result.runId());
      case STOPPED ->
          "%s: stopped before the end; the same command goes on (exit code 5)".formatted(project);
      default ->
          "%s: failed (exit code %d, run %s); the log is %s"
              .formatted(
                  project, result.exitCode().status(), result.runId(), settings.logging().file());
    };
  }

  static int status(RunResult result) {
    ExitCode code = result.exitCode();
    return code.status();
  }
}
