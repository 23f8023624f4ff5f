package io.ztoq.store;

import org.jspecify.annotations.Nullable;

/**
 * Something a gate or the live validation has seen.
 *
 * @param phase extract, transform, load or validate
 * @param ruleId of the gate, or {@code VAL-...} of the live validation
 * @param scope kind of object, in words of the rule, e.g. {@code TEST_CASE}
 * @param sourceKey which object; empty for the whole project
 * @param expected what should be there, null when the message says all
 * @param actual what is there
 */
public record Finding(
    String phase,
    String ruleId,
    Severity severity,
    String scope,
    String sourceKey,
    String message,
    @Nullable String expected,
    @Nullable String actual) {

  /** How bad it is; an ERROR makes the run end with exit code 1. */
  public enum Severity {
    INFO,
    WARNING,
    ERROR
  }
}
