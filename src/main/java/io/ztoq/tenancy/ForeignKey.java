package io.ztoq.tenancy;

import java.util.List;

/**
 * A reference from one table to another.
 *
 * @param name of the constraint; made of the columns where the database has none
 * @param columns of the table itself
 * @param parent the table that is referred to
 * @param parentColumns in the order of {@code columns}
 */
public record ForeignKey(
    String name, List<String> columns, String parent, List<String> parentColumns) {

  public ForeignKey {
    columns = List.copyOf(columns);
    parentColumns = List.copyOf(parentColumns);
  }
}
