package io.ztoq.tenancy;

import io.ztoq.failure.RunStopped;
import io.ztoq.schema.Sql;
import io.ztoq.tenancy.rule.Otherwise;
import io.ztoq.tenancy.rule.RowRule;
import io.ztoq.tenancy.rule.TenantRules;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a migration would work on, without deciding anything: tables in their order, rows, and how
 * far the rules reach.
 *
 * @param tenants slug and id, in the order of the file
 */
public record PlanView(List<Tenant> tenants, List<Table> tables) {

  /** A tenant of the file. */
  public record Tenant(String slug, String id, boolean isThere) {}

  /**
   * A table.
   *
   * @param rows all of them
   * @param open without a tenant
   * @param source where the tenant comes from, in words
   * @param rules with the number of open rows that match
   * @param twoTenants open rows whose rules disagree
   * @param unmatched open rows that no rule matches
   */
  public record Table(
      String name,
      long rows,
      long open,
      String source,
      List<Coverage> rules,
      long twoTenants,
      long unmatched) {}

  /** How many open rows a rule matches. */
  public record Coverage(String rule, int precedence, long rows) {}

  /**
   * Looks; never writes.
   *
   * @throws RunStopped (TEN-001 to TEN-017) when file and database do not fit
   */
  public static PlanView of(TenantDatabase database, TenantRules rules, TenantOptions options) {
    try (TenantSession session = TenantSession.open(database, true)) {
      RunStart start = new RunStart(database, rules, options, new LockTimes());
      return session.in(sql -> new Reader(start.looked(session), sql).read());
    } catch (SQLException problem) {
      throw TenantFailures.unusable(database.toString(), problem);
    }
  }

  /** Asks the database. */
  private static final class Reader {

    private final TenantRun run;
    private final Sql sql;

    Reader(TenantRun run, Sql sql) {
      this.run = run;
      this.sql = sql;
    }

    PlanView read() throws SQLException {
      List<Tenant> tenants =
          run.rules().tenants().stream()
              .map(
                  one ->
                      new Tenant(
                          one.slug(),
                          run.tenants().id(one.slug()).orElse(one.id()),
                          run.tenants().wasThere(one.slug())))
              .toList();
      List<Table> tables = new ArrayList<>();
      for (PlannedTable table : run.plan().tables()) {
        tables.add(table(table));
      }
      return new PlanView(tenants, tables);
    }

    private Table table(PlannedTable table) throws SQLException {
      RuleSql ruleSql = new RuleSql(run.database().dialect(), run.tenants(), run.plan().graph());
      List<RowRule> rules = table.rule().rules();
      String all = ruleSql.all(table.shape(), table.rule(), "t");
      List<String> sums = new ArrayList<>();
      sums.add("count(*)");
      sums.add(sum(all + " LIKE '%,%'"));
      sums.add(sum(all + " IS NULL"));
      for (RowRule rule : rules) {
        sums.add(sum(ruleSql.one(table.shape(), rule, "t") + " IS NOT NULL"));
      }
      String name = Dialect.quoted(table.name());
      long rows = sql.number("SELECT count(*) FROM " + name);
      return sql.list(
              "SELECT %s FROM %s t WHERE %s"
                  .formatted(String.join(", ", sums), name, RowSql.isOpen(table)),
              row -> table(table, rows, row))
          .get(0);
    }

    private static String sum(String condition) {
      return "COALESCE(SUM(CASE WHEN %s THEN 1 ELSE 0 END), 0)".formatted(condition);
    }

    private Table table(PlannedTable table, long rows, ResultSet row) throws SQLException {
      List<Coverage> coverage = new ArrayList<>();
      for (RowRule rule : table.rule().rules()) {
        coverage.add(
            new Coverage(rule.name(), rule.precedence(), row.getLong(4 + coverage.size())));
      }
      boolean ruled = !coverage.isEmpty();
      return new Table(
          table.name(),
          rows,
          row.getLong(1),
          source(table),
          coverage,
          ruled ? row.getLong(2) : 0,
          ruled ? row.getLong(3) : 0);
    }

    private String source(PlannedTable table) {
      List<String> parts = new ArrayList<>();
      if (!table.rule().rules().isEmpty()) {
        parts.add("rules");
      }
      table
          .parents()
          .forEach(one -> parts.add("%s -> %s".formatted(one.columns().get(0), one.table())));
      parts.add(
          table.rule().otherwise() == Otherwise.DEFAULT
              ? "tenant " + run.rules().defaultSlug()
              : "quarantine");
      return String.join(", else ", parts);
    }
  }
}
