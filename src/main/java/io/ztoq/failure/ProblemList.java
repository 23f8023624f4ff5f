package io.ztoq.failure;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Everything that is wrong with what a user wrote, in the order found, so that all of it is seen at
 * once.
 */
public final class ProblemList {

  private record Problem(String code, String text) {}

  private final List<Problem> found = new ArrayList<>();

  /** The same problem is told once. */
  public void add(String code, String text) {
    Problem problem = new Problem(code, text);
    if (!found.contains(problem)) {
      found.add(problem);
    }
  }

  public boolean hasOneOf(Set<String> codes) {
    return found.stream().anyMatch(problem -> codes.contains(problem.code()));
  }

  public void forget(String code) {
    found.removeIf(problem -> problem.code().equals(code));
  }

  /**
   * @throws RunStopped (exit code 2) with the code of the first problem and one line for each
   */
  public void throwIfAny() {
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
