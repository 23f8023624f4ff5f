package io.ztoq.sandbox.qtest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One version of a case; written as text {@code major.minor}, where 0.10 is newer than 0.9.
 *
 * @param steps in order; every version has step ids of its own
 */
record Version(long id, int major, int minor, List<Step> steps) {

  Version {
    steps = List.copyOf(steps);
  }

  String text() {
    return major + "." + minor;
  }

  boolean approved() {
    return minor == 0;
  }

  /**
   * @param calledCaseId null for an ordinary step
   */
  record Step(long id, String description, String expected, @Nullable Long calledCaseId) {}
}
