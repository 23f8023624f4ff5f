package io.ztoq.tenancy;

import java.util.List;

/**
 * A table whose rows have the tenant of the rows that refer to it.
 *
 * @param columns of the referring table
 * @param table referred to
 * @param tableColumns in the order of {@code columns}, unique there
 */
public record Parent(List<String> columns, String table, List<String> tableColumns) {

  public Parent {
    columns = List.copyOf(columns);
    tableColumns = List.copyOf(tableColumns);
  }

  static Parent of(ForeignKey key) {
    return new Parent(key.columns(), key.parent(), key.parentColumns());
  }
}
