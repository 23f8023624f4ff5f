package io.ztoq.canonical;

import org.jspecify.annotations.Nullable;

/**
 * One custom field of one object; Zephyr delivers names and values, never types.
 *
 * @param value text of a scalar, JSON of an array or object, null for null
 */
public record CustomField(String name, @Nullable String value, Type type) {

  /** What the JSON value was. */
  public enum Type {
    STRING,
    NUMBER,
    BOOLEAN,
    ARRAY,
    OBJECT,
    NULL
  }
}
