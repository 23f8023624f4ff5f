package io.ztoq.tenancy.undo;

import io.ztoq.failure.RunStopped;
import io.ztoq.schema.Actor;
import io.ztoq.schema.Sql;
import io.ztoq.tenancy.Bookkeeping;
import io.ztoq.tenancy.PlannedTable;
import io.ztoq.tenancy.Rights;
import io.ztoq.tenancy.RunRecords;
import io.ztoq.tenancy.TableCursor;
import io.ztoq.tenancy.TableGraph;
import io.ztoq.tenancy.TableShape;
import io.ztoq.tenancy.TenantDatabase;
import io.ztoq.tenancy.TenantFailures;
import io.ztoq.tenancy.TenantLease;
import io.ztoq.tenancy.TenantPlan;
import io.ztoq.tenancy.TenantSession;
import io.ztoq.tenancy.isolation.Refusals;
import io.ztoq.tenancy.rule.TenantRules;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gives rows back as they were before a run, as far as nobody changed them since: batch by batch,
 * each in a transaction with its lines of the undo log, so that it may be killed at any moment and
 * run again.
 */
public final class TenantRollback {

  private static final String MODE = "rollback";
  private static final int SHOWN = 100;

  private final TenantDatabase database;
  private final TenantRules rules;
  private final Actor actor;
  private final Runnable afterBatch;

  /**
   * @param afterBatch is called after every batch
   */
  public TenantRollback(
      TenantDatabase database, TenantRules rules, Actor actor, Runnable afterBatch) {
    this.database = database;
    this.rules = rules;
    this.actor = actor;
    this.afterBatch = afterBatch;
  }

  private record Target(int run, TenantPlan plan, List<TableCursor> tables) {}

  /**
   * Looks in a session that cannot write.
   *
   * @param run null for the newest of whose changes some are not taken back
   * @throws RunStopped (TEN-035) without such a run, (TEN-036) as {@link #run} would
   */
  public RollbackReport plan(@Nullable Integer run) {
    try (TenantSession session = TenantSession.open(database, true)) {
      Target target = target(session, run);
      refuseNotNull(target);
      return work(session, target);
    } catch (SQLException problem) {
      throw Refusals.unreadable("TEN-038", database, problem);
    }
  }

  /**
   * Takes the run back.
   *
   * @param run null for the newest of whose changes some are not taken back
   * @throws RunStopped (TEN-014, TEN-035, TEN-036, TEN-038)
   */
  public RollbackReport run(@Nullable Integer run) {
    try (TenantLease lease = TenantLease.take(database);
        TenantSession session = TenantSession.open(database, false)) {
      Target target = target(session, run);
      refuseNotNull(target);
      int own = session.patiently(this::begin);
      try {
        RollbackReport report = work(session, target);
        session.patiently(sql -> end(sql, own, target.run(), report.leftRows() == 0));
        return report;
      } catch (SQLException | RuntimeException problem) {
        session.patiently(sql -> ended(sql, own, "failed"));
        throw problem;
      }
    } catch (SQLException problem) {
      throw Refusals.unreadable("TEN-038", database, problem);
    }
  }

  private Target target(TenantSession session, @Nullable Integer run) throws SQLException {
    return session.in(
        sql -> {
          int found = sql.hasTable(Bookkeeping.RUN) ? number(sql, run) : 0;
          if (found == 0) {
            throw TenantFailures.usage(
                "TEN-035",
                run == null
                    ? "there is no run in %s that could be taken back".formatted(database)
                    : "there is no run %d in %s; leave --run out to take the newest back"
                        .formatted(run, database));
          }
          TenantPlan plan = TenantPlan.of(TableGraph.read(sql.connection()), rules);
          Rights.refuseHiddenRows(sql, plan);
          return new Target(found, plan, new RunRecords(sql).cursors(found));
        });
  }

  private static int number(Sql sql, @Nullable Integer run) throws SQLException {
    return (int)
        (run == null
            ? sql.number(
                """
                SELECT COALESCE(MAX(run_id), 0) FROM ztoq_tenant_run r
                WHERE mode = 'migrate' AND status <> 'rolled_back' AND EXISTS (
                  SELECT 1 FROM ztoq_tenant_change c WHERE c.run_id = r.run_id AND c.undone_at IS NULL)
                """)
            : sql.number(
                "SELECT COALESCE(MAX(run_id), 0) FROM ztoq_tenant_run WHERE mode = 'migrate' AND run_id = ?",
                run));
  }

  private static void refuseNotNull(Target target) {
    List<String> names =
        target.tables().stream()
            .map(cursor -> shape(target, cursor.table()))
            .filter(
                shape -> shape.find(PlannedTable.TENANT).filter(one -> !one.nullable()).isPresent())
            .map(TableShape::name)
            .toList();
    if (!names.isEmpty()) {
      throw TenantFailures.conflict(
          "TEN-036",
          "%s must have a tenant in every row; take that back first: `ztoq tenants enforce --undo`"
              .formatted(String.join(", ", names)));
    }
  }

  private static TableShape shape(Target target, String table) {
    return target
        .plan()
        .find(table)
        .map(PlannedTable::shape)
        .or(() -> target.plan().graph().find(table))
        .orElseThrow(
            () ->
                TenantFailures.conflict(
                    "TEN-038", "the table %s of the run is not there any more".formatted(table)));
  }

  private int begin(Sql sql) throws SQLException {
    RunRecords records = new RunRecords(sql);
    Optional<Integer> open = records.unfinished(MODE).map(one -> one.runId());
    if (open.isPresent()) {
      records.goOn(open.get(), actor);
      return open.get();
    }
    return records.begin(MODE, rules.sha256(), "", actor, Instant.now());
  }

  private static boolean end(Sql sql, int own, int taken, boolean whole) throws SQLException {
    if (whole) {
      new RunRecords(sql).end(taken, "rolled_back", Instant.now());
    }
    return ended(sql, own, "completed");
  }

  private static boolean ended(Sql sql, int own, String status) throws SQLException {
    new RunRecords(sql).end(own, status, Instant.now());
    return true;
  }

  private RollbackReport work(TenantSession session, Target target) throws SQLException {
    List<TableCursor> tables = new ArrayList<>(target.tables());
    Collections.reverse(tables);
    List<TableRollback> done = new ArrayList<>();
    List<String> left = new ArrayList<>();
    Map<String, Long> freed = new HashMap<>();
    for (TableCursor cursor : tables) {
      TableRollback table = table(session, target, cursor, left);
      done.add(table);
      freed.put(cursor.table(), table.undone());
    }
    RollbackBatch.Done made =
        session.patiently(
            sql ->
                new MadeTenants(sql, database.dialect(), target.plan().graph(), target.run())
                    .remove(freed, !session.isReadOnly()));
    keep(TenantPlan.TENANTS, made, left);
    done.add(made.figures());
    return new RollbackReport(target.run(), session.isReadOnly(), done, left);
  }

  private TableRollback table(
      TenantSession session, Target target, TableCursor cursor, List<String> left)
      throws SQLException {
    TableShape shape = shape(target, cursor.table());
    List<String> lost =
        cursor.hashedColumns().stream().filter(column -> !shape.has(column)).toList();
    if (!lost.isEmpty() || !shape.has(PlannedTable.TENANT)) {
      throw TenantFailures.conflict(
          "TEN-038",
          "%s has lost columns since the run (%s), so its rows cannot be compared; take that change of the schema back first"
              .formatted(cursor.table(), lost.isEmpty() ? "tenant_id" : String.join(", ", lost)));
    }
    TableRollback figures = new TableRollback(cursor.table(), 0, 0, 0, 0);
    String after = "";
    while (true) {
      String from = after;
      RollbackBatch.Done batch =
          session.patiently(
              sql ->
                  new RollbackBatch(
                          sql, database.dialect(), shape, cursor.hashedColumns(), target.run())
                      .next(from, !session.isReadOnly()));
      figures = figures.plus(batch.figures());
      keep(cursor.table(), batch, left);
      String last = batch.lastKey();
      if (last == null) {
        return figures;
      }
      afterBatch.run();
      after = last;
    }
  }

  private static void keep(String table, RollbackBatch.Done done, List<String> left) {
    done.left().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .limit(Math.max(0, SHOWN - left.size()))
        .forEach(one -> left.add("%s %s %s".formatted(table, one.getKey(), one.getValue())));
  }
}
