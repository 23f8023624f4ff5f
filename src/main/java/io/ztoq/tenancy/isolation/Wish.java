package io.ztoq.tenancy.isolation;

import io.ztoq.tenancy.ForeignKey;
import io.ztoq.tenancy.TableShape;
import io.ztoq.tenancy.UniqueKey;
import java.util.List;

/**
 * What a table still lacks, so that the schema keeps its tenants apart.
 *
 * @param notNull whether the column of the tenant must become NOT NULL
 * @param foreignKeys to add: to tenants, and with the tenant to other tables
 * @param checkedLater names of those that rows of today break, so that only new rows are checked
 * @param uniqueKeys to add, the tenant first
 * @param replaced unique keys that give way to one per tenant
 */
record Wish(
    TableShape table,
    boolean notNull,
    List<ForeignKey> foreignKeys,
    List<String> checkedLater,
    List<UniqueKey> uniqueKeys,
    List<UniqueKey> replaced) {

  Wish {
    foreignKeys = List.copyOf(foreignKeys);
    checkedLater = List.copyOf(checkedLater);
    uniqueKeys = List.copyOf(uniqueKeys);
    replaced = List.copyOf(replaced);
  }

  String name() {
    return table.name();
  }

  boolean isEmpty() {
    return !notNull && foreignKeys.isEmpty() && uniqueKeys.isEmpty() && replaced.isEmpty();
  }

  boolean isChecked(ForeignKey key) {
    return !checkedLater.contains(key.name());
  }
}
