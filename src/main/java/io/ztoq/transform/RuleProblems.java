package io.ztoq.transform;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects everything that is wrong with the mapping files, so that a user sees all of it at once.
 */
final class RuleProblems {

  private record Problem(String code, String text) {}

  private final List<Problem> found = new ArrayList<>();

  void add(String code, String text) {
    found.add(new Problem(code, text));
  }

  /**
   * @throws RunStopped (MAP-010 to MAP-015) with one line per problem
   */
  void throwIfAny() {
    if (found.isEmpty()) {
      return;
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
