package io.ztoq.cli;

import io.ztoq.app.TokenCheck;
import io.ztoq.app.Verification.Check;
import io.ztoq.failure.ExitCode;
import io.ztoq.settings.Settings;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Looks whether both systems can be reached with the tokens. */
@Command(
    name = "verify-tokens",
    description = "Asks both systems whether address, token and project are right; changes nothing",
    mixinStandardHelpOptions = true)
final class VerifyTokensCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @Mixin RemoteOptions options;

  VerifyTokensCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Settings settings = Configured.load(surroundings, options.settings, "zephyr", "qtest");
    PrintWriter out = surroundings.out();
    List<Check> checks = new TokenCheck(settings).run(out::println);
    checks.forEach(check -> out.println(line(check)));
    long wrong = checks.stream().filter(check -> !check.ok()).count();
    out.println(
        wrong == 0 ? "all is well" : "%d of %d checks failed".formatted(wrong, checks.size()));
    return wrong == 0 ? 0 : ExitCode.UNREACHABLE.status();
  }

  private static String line(Check check) {
    return check.ok()
        ? "ok      %s: %s".formatted(check.system(), check.question())
        : "failed  %s: %s: %s".formatted(check.system(), check.question(), check.problem());
  }
}
