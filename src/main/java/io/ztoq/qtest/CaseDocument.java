package io.ztoq.qtest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A test case to be; its module is the parent of the ledger row.
 *
 * @param key Zephyr's key, the value of field Zephyr Key
 * @param description HTML, empty when there is none
 * @param precondition HTML, empty when there is none
 * @param fields sorted by label, Zephyr Key among them
 * @param steps in order, empty for none
 */
public record CaseDocument(
    String key,
    String name,
    String description,
    String precondition,
    List<FieldValue> fields,
    List<Step> steps) {

  public CaseDocument {
    fields = List.copyOf(fields);
    steps = List.copyOf(steps);
  }

  /**
   * @param description HTML, may be empty
   * @param expected HTML, empty when there is none
   * @param calledCaseKey Zephyr key of the called case, null for an ordinary step
   */
  public record Step(String description, String expected, @Nullable String calledCaseKey) {}
}
