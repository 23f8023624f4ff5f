package io.ztoq.qtest;

import java.util.Map;

/**
 * A field of the project as qTest describes it.
 *
 * @param dataType number of qTest: 3 combo box, 4 date, 6 rich text, 7 number, 8 check box, 9 date
 *     time, 17 multi-select ...
 * @param options label by option id, empty for a field without options
 */
public record LiveField(long id, String label, int dataType, Map<Long, String> options) {
  public LiveField {
    options = Map.copyOf(options);
  }
}
