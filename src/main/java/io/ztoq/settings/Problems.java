package io.ztoq.settings;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import java.util.ArrayList;
import java.util.List;

/** Collects everything that is wrong with the settings, so that a user sees all of it at once. */
final class Problems {

  private record Problem(String code, String text) {}

  private final List<Problem> found = new ArrayList<>();

  void add(String code, String text) {
    Problem problem = new Problem(code, text);
    if (!found.contains(problem)) {
      found.add(problem);
    }
  }

  void unreadable(Object file, String why) {
    add("CFG-001", "cannot read %s: %s; give the right file with --config".formatted(file, why));
  }

  void unknown(String what, String origin, String hint) {
    add("CFG-003", "%s is not a known key (%s)%s".formatted(what, origin, hint));
  }

  void wrong(SettingKey key, Given given, String rule) {
    String shown = key.about().secret() ? "cannot be used" : "is '" + given.text() + "'";
    add("CFG-004", "%s %s; it must be %s (%s)".formatted(key.path(), shown, rule, given.origin()));
  }

  void missing(String path, String how) {
    add("CFG-005", "%s is missing; %s".formatted(path, how));
  }

  private static boolean isOfTheFile(Problem problem) {
    return problem.code().equals("CFG-001") || problem.code().equals("CFG-002");
  }

  /**
   * @throws RunStopped with the code of the first problem and one line for each
   */
  void throwIfAny() {
    if (found.isEmpty()) {
      return;
    }
    if (found.stream().anyMatch(Problems::isOfTheFile)) {
      // what is missing may stand in what could not be read
      found.removeIf(problem -> problem.code().equals("CFG-005"));
    }
    StringBuilder lines = new StringBuilder(found.get(0).text());
    for (Problem problem : found.subList(1, found.size())) {
      lines
          .append(System.lineSeparator())
          .append(problem.code())
          .append(' ')
          .append(problem.text());
    }
    throw new RunStopped(ExitCode.USAGE, found.get(0).code(), lines.toString());
  }
}
