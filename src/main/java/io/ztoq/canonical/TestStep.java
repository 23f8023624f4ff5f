package io.ztoq.canonical;

import org.jspecify.annotations.Nullable;

/**
 * One step of a case, or its whole plain or BDD script.
 *
 * @param order from 1, no gaps
 * @param zephyrId null when Zephyr gave none
 * @param description of a step, or the text of a script; empty for a call
 * @param calledCaseKey case that a CALL step calls
 * @param parameters JSON array of a call's parameters
 * @param customFields JSON object
 */
public record TestStep(
    int order,
    @Nullable Long zephyrId,
    Kind kind,
    String description,
    @Nullable String testData,
    @Nullable String expectedResult,
    @Nullable String calledCaseKey,
    @Nullable String parameters,
    @Nullable String customFields) {

  /** What the description is. */
  public enum Kind {
    INLINE,
    CALL,
    PLAIN,
    BDD
  }

  /**
   * An inline step that says nothing at all; Zephyr adds one to every case created through its API.
   */
  public boolean empty() {
    return kind == Kind.INLINE
        && description.isBlank()
        && blank(testData)
        && blank(expectedResult)
        && customFields == null;
  }

  /** The same without its custom fields. */
  public TestStep withoutFields() {
    return new TestStep(
        order,
        zephyrId,
        kind,
        description,
        testData,
        expectedResult,
        calledCaseKey,
        parameters,
        null);
  }

  private static boolean blank(@Nullable String text) {
    return text == null || text.isBlank();
  }
}
