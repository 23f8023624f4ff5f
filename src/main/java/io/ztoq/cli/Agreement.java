package io.ztoq.cli;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import java.util.Locale;
import java.util.function.Supplier;

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
    return asked(
        question,
        surroundings,
        () ->
            new RunStopped(
                ExitCode.USAGE,
                "TEN-037",
                "nobody can be asked: %s Give --yes, or --dry-run to look only; nothing was changed"
                    .formatted(question)));
  }

  /**
   * @param nobody what is thrown where nobody can be asked
   */
  static boolean asked(String question, Surroundings surroundings, Supplier<RunStopped> nobody) {
    Surroundings.Asking asking = surroundings.asking();
    if (asking == null) {
      throw nobody.get();
    }
    String answer = asking.answer(question + " [y/N] ");
    return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
  }
}
