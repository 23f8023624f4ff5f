package io.ztoq.flow.oracle;

import java.util.List;

/**
 * A step of a migrated case.
 *
 * @param descriptions what the description begins with, one of these; nothing for the free text of
 *     a call
 * @param facts what the description must state besides
 * @param calls key of the called case, or empty
 */
record ExpectedStep(List<String> descriptions, List<String> facts, String expected, String calls) {

  /** A description that must be exactly one of {@link #descriptions()}. */
  boolean isExact() {
    return facts.isEmpty() && calls.isEmpty() && !descriptions.isEmpty();
  }
}
