package io.ztoq.tenancy;

import io.ztoq.schema.EngineOptions;
import io.ztoq.schema.Sql;
import io.ztoq.tenancy.rule.RowRule;
import io.ztoq.tenancy.rule.TenantRules;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The beginning of a run: all checks first, then what has to be made. */
final class RunStart {

  private final TenantDatabase database;
  private final TenantRules rules;
  private final TenantOptions options;
  private final LockTimes lockTimes;

  RunStart(TenantDatabase database, TenantRules rules, TenantOptions options, LockTimes lockTimes) {
    this.database = database;
    this.rules = rules;
    this.options = options;
    this.lockTimes = lockTimes;
  }

  private record Seen(TenantPlan plan, TenantDirectory tenants, Optional<String> lacks) {}

  TenantRun begin() {
    TenantSession session = TenantSession.open(database, options.dryRun());
    try {
      TenantRun run = options.dryRun() ? of(session, seen(session), 0) : live(session);
      return run;
    } catch (SQLException problem) {
      session.close();
      throw TenantFailures.unusable(database.toString(), problem);
    } catch (RuntimeException problem) {
      session.close();
      throw problem;
    }
  }

  /** What a dry run would begin with, in a reading session. */
  TenantRun looked(TenantSession session) throws SQLException {
    return of(session, seen(session), 0);
  }

  private TenantRun live(TenantSession session) throws SQLException {
    Seen before = seen(session);
    if (before.lacks().isPresent()) {
      throw Rights.refused(before.lacks().get());
    }
    refuseOtherRules(session);
    ChangeFiles files =
        new ChangeFiles(
            database.where(),
            options.migrations(),
            EngineOptions.usual(options.actor()),
            Preparation.NAMES);
    Preparation.columns(before.plan())
        .ifPresent(
            change -> {
              files.removePending();
              files.apply(change);
            });
    session.patiently(Bookkeeping::create);
    Seen prepared = seen(session);
    int runId = session.patiently(sql -> number(sql, prepared));
    return of(session, seen(session), runId);
  }

  private TenantRun of(TenantSession session, Seen seen, int runId) {
    return new TenantRun(
        database,
        session,
        seen.plan(),
        seen.tenants(),
        runId,
        options.actor(),
        seen.lacks(),
        lockTimes,
        options.told());
  }

  private Seen seen(TenantSession session) throws SQLException {
    return session.in(
        sql -> {
          TableGraph graph = TableGraph.read(sql.connection());
          TenantPlan plan = TenantPlan.of(graph, rules);
          Rights.refuseHiddenRows(sql, plan);
          Optional<String> lacks = Rights.missing(sql, plan);
          TenantDirectory tenants = TenantDirectory.read(sql, graph, database.dialect(), rules);
          refuseDifferences(tenants);
          refuseUnknownTenants(tenants);
          checkQueries(sql, plan, tenants);
          return new Seen(plan, tenants, lacks);
        });
  }

  private void refuseDifferences(TenantDirectory tenants) {
    if (!rules.keepDifferent() && !tenants.differences().isEmpty()) {
      throw TenantFailures.conflict(
          "TEN-012",
          "%s; correct the row or %s, or write 'when-different: keep' there to use it as it is"
              .formatted(String.join("; ", tenants.differences()), rules.file()));
    }
  }

  private void refuseUnknownTenants(TenantDirectory tenants) {
    List<String> unknown = new ArrayList<>();
    rules.tables().stream()
        .flatMap(table -> table.rules().stream())
        .forEach(
            rule -> {
              String slug = rule.tenant();
              if (slug != null && tenants.id(slug).isEmpty()) {
                unknown.add(
                    "the tenant '%s' is neither under tenants.slugs nor in the table tenants (%s)"
                        .formatted(slug, rule.place()));
              }
            });
    if (!unknown.isEmpty()) {
      throw TenantFailures.usage(
          "TEN-011", String.join(System.lineSeparator() + "TEN-011 ", unknown));
    }
  }

  private void checkQueries(Sql sql, TenantPlan plan, TenantDirectory tenants) {
    RuleSql ruleSql = new RuleSql(database.dialect(), tenants, plan.graph());
    for (PlannedTable table : plan.tables()) {
      for (RowRule rule : table.rule().rules()) {
        if (rule.kind() == RowRule.Kind.SQL) {
          check(sql, table, rule, ruleSql);
        }
      }
    }
  }

  private static void check(Sql sql, PlannedTable table, RowRule rule, RuleSql ruleSql) {
    try {
      sql.number(ruleSql.check(table.shape(), rule));
      sql.list(
          "SELECT %s FROM %s t WHERE 1 = 0"
              .formatted(ruleSql.one(table.shape(), rule, "t"), Dialect.quoted(table.name())),
          row -> "");
    } catch (SQLException problem) {
      throw TenantFailures.usage(
          "TEN-013",
          "the query of rule '%s' does not work: %s; it must give the key of %s (%s)%s (%s)"
              .formatted(
                  rule.name(),
                  TenantFailures.oneLine(problem),
                  table.name(),
                  String.join(", ", table.shape().key()),
                  rule.tenant() == null ? " and a slug" : "",
                  rule.place()));
    }
  }

  /** Before anything is made. */
  private void refuseOtherRules(TenantSession session) throws SQLException {
    Optional<TenantRunRow> unfinished =
        session.in(
            sql ->
                sql.hasTable(Bookkeeping.RUN)
                    ? new RunRecords(sql).unfinished("migrate")
                    : Optional.empty());
    if (unfinished.isEmpty() || options.newRun()) {
      return;
    }
    TenantRunRow open = unfinished.get();
    if (!open.rulesSha256().equals(rules.sha256())) {
      throw TenantFailures.conflict(
          "TEN-016",
          "run %d of %s is not finished and began with other rules than %s has now; put them back, or give it up with --new-run"
              .formatted(open.runId(), open.startedAt(), rules.file()));
    }
  }

  private int number(Sql sql, Seen seen) throws SQLException {
    RunRecords records = new RunRecords(sql);
    Optional<TenantRunRow> open = records.unfinished("migrate");
    if (open.isPresent() && options.newRun()) {
      records.end(open.get().runId(), "abandoned", Instant.now());
      open = Optional.empty();
    }
    int runId;
    if (open.isPresent()) {
      runId = open.get().runId();
      records.goOn(runId, options.actor());
    } else {
      runId =
          records.begin(
              "migrate",
              rules.sha256(),
              seen.tenants().defaultId(),
              options.actor(),
              Instant.now());
    }
    new TenantRows(sql, database.dialect(), seen.plan().graph().table(TenantPlan.TENANTS))
        .insert(runId, seen.tenants().missing());
    return runId;
  }
}
