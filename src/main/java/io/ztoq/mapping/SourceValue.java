package io.ztoq.mapping;

import java.util.List;

/**
 * A custom field's value as Zephyr delivered it.
 *
 * @param items one text for a scalar, one per element for a list, readable text for anything else
 */
public record SourceValue(Kind kind, List<String> items) {

  /** What the JSON value was; empty texts and null are no values and never come here. */
  public enum Kind {
    TEXT,
    NUMBER,
    BOOLEAN,
    LIST,
    OTHER
  }

  public SourceValue {
    items = List.copyOf(items);
  }

  /** For people. */
  public String text() {
    return String.join(", ", items);
  }
}
