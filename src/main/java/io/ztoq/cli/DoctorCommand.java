package io.ztoq.cli;

import io.ztoq.app.Examination;
import io.ztoq.app.Examination.Finding;
import io.ztoq.failure.ExitCode;
import io.ztoq.settings.Settings;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Looks whether everything is ready for a run. */
@Command(
    name = "doctor",
    description =
        "Looks at Java, disk, store, routes, mapping files, validation rules and both systems",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @Mixin RemoteOptions options;

  DoctorCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Settings settings =
        Configured.load(surroundings, options.settings, "zephyr", "qtest", "database", "migration");
    PrintWriter out = surroundings.out();
    out.println("ok      settings: " + Configured.origin(options.settings));
    List<Finding> findings = new Examination(settings).run(out::println);
    for (Finding finding : findings) {
      out.println(
          (finding.ok() ? "ok      " : "failed  ") + finding.subject() + ": " + finding.text());
    }
    Optional<ExitCode> worst =
        findings.stream()
            .filter(finding -> !finding.ok())
            .map(Finding::exitCode)
            .min(Comparator.comparing(ExitCode::status));
    out.println(
        worst.isEmpty()
            ? "ready for `ztoq migrate run`"
            : "correct what failed, then try again (exit code %d)".formatted(worst.get().status()));
    return worst.map(ExitCode::status).orElse(0);
  }
}
