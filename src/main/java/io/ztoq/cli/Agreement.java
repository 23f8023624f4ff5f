package io.ztoq.cli;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import java.io.Console;
import java.util.Locale;

/** Asks before a change, where somebody can answer. */
final class Agreement {

  private Agreement() {}

  /**
   * @param yes whether the user agreed beforehand
   * @throws RunStopped (TEN-037, exit code 2) when nobody can be asked
   */
  static boolean to(String question, boolean yes, Surroundings surroundings) {
    if (yes) {
      return true;
    }
    Console console = surroundings.terminal() ? System.console() : null;
    if (console == null) {
      throw new RunStopped(
          ExitCode.USAGE,
          "TEN-037",
          "nobody can be asked: %s Give --yes, or --dry-run to look only; nothing was changed"
              .formatted(question));
    }
    String answer = console.readLine("%s [y/N] ", question);
    return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
  }
}
