package io.ztoq.qtest;

import java.util.List;

/**
 * A test run to be; its cycle is the parent of the ledger row.
 *
 * @param key value of field Zephyr Key, {@code <cycle key>/<case key>[/<environment>]}
 * @param caseKey Zephyr key of the case it runs
 * @param fields sorted by label, Zephyr Key among them
 */
public record RunDocument(String key, String name, String caseKey, List<FieldValue> fields) {
  public RunDocument {
    fields = List.copyOf(fields);
  }
}
