package io.ztoq.tenancy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A table as the catalogue tells it.
 *
 * @param columns in the order of the table
 * @param key columns of the primary key in their order; empty without one
 * @param foreignKeys by name
 * @param uniqueKeys by name
 */
public record TableShape(
    String name,
    List<Column> columns,
    List<String> key,
    List<ForeignKey> foreignKeys,
    List<UniqueKey> uniqueKeys) {

  public TableShape {
    columns = List.copyOf(columns);
    key = List.copyOf(key);
    foreignKeys = List.copyOf(foreignKeys);
    uniqueKeys = List.copyOf(uniqueKeys);
  }

  public Optional<Column> find(String column) {
    return columns.stream().filter(one -> one.name().equals(column)).findFirst();
  }

  public boolean has(String column) {
    return find(column).isPresent();
  }

  /**
   * @throws IllegalArgumentException when there is none; ask {@link #has} before
   */
  public Column column(String name) {
    return find(name)
        .orElseThrow(
            () -> new IllegalArgumentException("%s has no column %s".formatted(this.name, name)));
  }

  /** All columns but {@code left out}, sorted by name; the order of a row's hash. */
  public List<String> without(List<String> leftOut) {
    return columns.stream()
        .map(Column::name)
        .filter(one -> !leftOut.contains(one))
        .sorted()
        .toList();
  }

  /** The foreign keys on exactly one column, that column. */
  public Optional<ForeignKey> reference(String column) {
    return foreignKeys.stream().filter(one -> one.columns().equals(List.of(column))).findFirst();
  }

  /** The same table with another key, for tables without a primary key. */
  public TableShape withKey(List<String> other) {
    return new TableShape(name, columns, other, foreignKeys, uniqueKeys);
  }

  /** The same table as it will be with one more column. */
  public TableShape with(Column added) {
    List<Column> more = new ArrayList<>(columns);
    more.add(added);
    return new TableShape(name, more, key, foreignKeys, uniqueKeys);
  }
}
