package io.ztoq.tenancy;

import java.util.List;

/**
 * A unique constraint or unique index on plain columns; the primary key is not among them.
 *
 * @param name of the constraint or index
 * @param isConstraint false for a plain unique index
 */
public record UniqueKey(String name, List<String> columns, boolean isConstraint) {

  public UniqueKey {
    columns = List.copyOf(columns);
  }
}
