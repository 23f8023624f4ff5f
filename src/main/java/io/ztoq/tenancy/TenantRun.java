package io.ztoq.tenancy;

import io.ztoq.schema.Actor;
import io.ztoq.tenancy.rule.TenantRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * What all parts of a run share. The cursors are kept here too, for dry runs and for whoever
 * watches; in a live run each of them is what was committed last.
 *
 * @param runId 0 in a dry run
 * @param lacks rights that a live run would need
 * @param plannedRows in a dry run, by id of the tenant
 * @param plannedWithout in a dry run, the first rows that would get none
 */
record TenantRun(
    TenantDatabase database,
    TenantSession session,
    TenantPlan plan,
    TenantDirectory tenants,
    int runId,
    Actor actor,
    Optional<String> lacks,
    Map<String, TableCursor> cursors,
    Map<String, Long> plannedRows,
    List<QuarantinedRow> plannedWithout,
    LockTimes lockTimes,
    Consumer<String> told) {

  /** How many rows without a tenant are shown. */
  static final int SHOWN = 100;

  TenantRun(
      TenantDatabase database,
      TenantSession session,
      TenantPlan plan,
      TenantDirectory tenants,
      int runId,
      Actor actor,
      Optional<String> lacks,
      LockTimes lockTimes,
      Consumer<String> told) {
    this(
        database,
        session,
        plan,
        tenants,
        runId,
        actor,
        lacks,
        new ConcurrentHashMap<>(),
        new TreeMap<>(),
        new ArrayList<>(),
        lockTimes,
        told);
  }

  boolean isLive() {
    return !session.isReadOnly();
  }

  TenantRules rules() {
    return plan.rules();
  }

  Optional<TableCursor> cursor(String table) {
    return Optional.ofNullable(cursors.get(table));
  }

  void keep(TableCursor cursor) {
    cursors.put(cursor.table(), cursor);
  }

  /** In a dry run, what would be written. */
  void plan(String table, List<Decision> decisions) {
    for (Decision one : decisions) {
      String tenant = one.tenant();
      Decision.Code code = one.code();
      if (tenant != null) {
        plannedRows.merge(tenant, 1L, Long::sum);
      } else if (code != null && plannedWithout.size() < SHOWN) {
        plannedWithout.add(
            new QuarantinedRow(
                table, one.key(), code.word(), one.reason(), String.join(",", one.candidates())));
      }
    }
  }

  RowSql rowSql() {
    return new RowSql(database.dialect(), plan, tenants, isLive());
  }
}
