package io.ztoq.cli;

import io.ztoq.app.TenantsApp;
import io.ztoq.app.Watcher;
import io.ztoq.failure.ExitCode;
import io.ztoq.run.StopSignal;
import io.ztoq.tenancy.ReportJson;
import io.ztoq.tenancy.ReportText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The migration of the guide. */
@Command(
    name = "migrate",
    description = "Gives every row its tenant; a run that was cut short goes on where it was",
    mixinStandardHelpOptions = true)
final class TenantsMigrateCommand extends TenantsAction {

  @Option(
      names = "--dry-run",
      description = "Computes the same figures in a session in which the database refuses to write")
  boolean dryRun;

  @Option(
      names = {"--verbose", "-v"},
      description = "Shows every batch instead of the progress")
  boolean verbose;

  @Option(
      names = {"--output", "-o"},
      paramLabel = "FILE",
      description = "File for the report as JSON; it is written in every case")
  @Nullable Path output;

  @Option(
      names = "--new-run",
      description = "Gives up an unfinished run, for example after a change of the rules")
  boolean newRun;

  TenantsMigrateCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  public Integer call() {
    StopSignal stop = new StopSignal();
    Interrupts.install(stop, surroundings.err());
    Consumer<String> told =
        verbose
            ? line -> {
              surroundings.err().println(line);
              surroundings.err().flush();
            }
            : line -> {};
    TenantsApp.Result result =
        new TenantsApp(
                tenants.options.request(surroundings, dryRun, newRun, told),
                stop,
                verbose ? Watcher.SILENT : Runs.watcher(surroundings))
            .run();
    surroundings.out().print(ReportText.of(result.report()));
    surroundings.out().flush();
    return written(result) ? result.exitCode().status() : unwritten(result.exitCode());
  }

  private boolean written(TenantsApp.Result result) {
    Path file = output;
    if (file == null) {
      return true;
    }
    try {
      ReportJson.write(result.report(), file);
      surroundings.out().println("report: " + file);
      surroundings.out().flush();
      return true;
    } catch (IOException problem) {
      surroundings
          .err()
          .println(
              "W9 the report could not be written to %s: %s; the migration itself ended as shown above"
                  .formatted(file, problem));
      surroundings.err().flush();
      return false;
    }
  }

  private static int unwritten(ExitCode code) {
    return code == ExitCode.CLEAN ? ExitCode.FINDINGS.status() : code.status();
  }
}
