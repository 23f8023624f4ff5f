package io.ztoq.qtest;

import java.util.List;

/**
 * A test cycle (or, by setting, test suite) to be; its parent is in the ledger row.
 *
 * @param description whole text, ends with the marker
 * @param marker exact last line of the description, e.g. {@code [zephyr:cycle/PAY-R4]}
 * @param fields only for a test suite, sorted by label; a cycle has no fields
 */
public record CycleDocument(
    String name, String description, String marker, List<FieldValue> fields) {
  public CycleDocument {
    fields = List.copyOf(fields);
  }
}
