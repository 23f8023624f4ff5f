package io.ztoq.tenancy.isolation;

import io.ztoq.schema.Sql;
import io.ztoq.tenancy.Counted;
import io.ztoq.tenancy.Dialect;
import io.ztoq.tenancy.ForeignKey;
import io.ztoq.tenancy.PlannedTable;
import io.ztoq.tenancy.TableShape;
import io.ztoq.tenancy.TenantPlan;
import io.ztoq.tenancy.UniqueKey;
import io.ztoq.tenancy.rule.IsolationRules;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds what the tables lack, what stands in the way, and what a user should know. */
final class WishReader {

  private static final String TENANT = PlannedTable.TENANT;

  private final Sql sql;
  private final TenantPlan plan;
  private final IsolationRules rules;
  private final List<String> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  WishReader(Sql sql, TenantPlan plan, IsolationRules rules) {
    this.sql = sql;
    this.plan = plan;
    this.rules = rules;
  }

  /** What stands in the way; filled by {@link #read}. */
  List<String> problems() {
    return problems;
  }

  /** What a user should know; filled by {@link #read}. */
  List<String> warnings() {
    return warnings;
  }

  /** Wishes of all tables, parents first; those without any are there, too. */
  List<Wish> read() throws SQLException {
    checkRules();
    List<Wish> wishes = new ArrayList<>();
    if (plan.graph().find(TenantPlan.TENANTS).isEmpty()) {
      problems.add("there is no table tenants; run `ztoq tenants migrate` first");
      return wishes;
    }
    for (PlannedTable table : plan.tables()) {
      if (table.hasTenant()) {
        wishes.add(wish(table));
      } else {
        problems.add(
            "%s has no column tenant_id; run `ztoq tenants migrate` first".formatted(table.name()));
      }
    }
    return wishes;
  }

  private void checkRules() {
    rules
        .uniquePerTenant()
        .forEach(
            (table, keys) ->
                keys.forEach(
                    columns -> {
                      if (uniqueKey(table, columns).isEmpty()
                          && uniqueKey(table, withTenant(columns)).isEmpty()) {
                        problems.add(
                            "isolation.unique-per-tenant: %s has no unique key on (%s)"
                                .formatted(table, String.join(", ", columns)));
                      }
                    }));
    for (String reference : rules.mayCross()) {
      boolean known =
          plan.tables().stream()
              .flatMap(
                  table -> table.shape().foreignKeys().stream().map(key -> id(table.shape(), key)))
              .anyMatch(reference::equals);
      if (!known) {
        problems.add(
            "isolation.may-cross: %s is no foreign key; write TABLE.COLUMN".formatted(reference));
      }
    }
  }

  private Optional<UniqueKey> uniqueKey(String table, List<String> columns) {
    return plan.find(table)
        .flatMap(
            one ->
                one.shape().uniqueKeys().stream()
                    .filter(key -> key.columns().equals(columns))
                    .findFirst());
  }

  private static List<String> withTenant(List<String> columns) {
    List<String> all = new ArrayList<>(List.of(TENANT));
    all.addAll(columns);
    return all;
  }

  private static String id(TableShape table, ForeignKey key) {
    return table.name() + "." + key.columns().get(0);
  }

  private Wish wish(PlannedTable table) throws SQLException {
    refuseOpenRows(table);
    List<ForeignKey> foreign = new ArrayList<>();
    List<String> later = new ArrayList<>();
    toTenants(table).ifPresent(foreign::add);
    for (ForeignKey key : table.shape().foreignKeys()) {
      Optional<ForeignKey> wanted = withTenant(table, key);
      if (wanted.isPresent() && isFit(table, key, wanted.get(), later)) {
        foreign.add(wanted.get());
      }
    }
    List<UniqueKey> replaced = replaced(table);
    return new Wish(
        table.shape(),
        table.shape().column(TENANT).nullable(),
        foreign,
        later,
        uniqueKeys(table, replaced),
        replaced);
  }

  private void refuseOpenRows(PlannedTable table) throws SQLException {
    String name = Dialect.quoted(table.name());
    long open = sql.number("SELECT count(*) FROM %s WHERE tenant_id IS NULL".formatted(name));
    if (open > 0) {
      problems.add(
          "%s has %s without a tenant; run `ztoq tenants migrate`, and look at its quarantine"
              .formatted(table.name(), Counted.rows(open)));
    }
    long unknown =
        sql.number(
            "SELECT count(*) FROM %s t WHERE t.tenant_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM tenants x WHERE x.id = t.tenant_id)"
                .formatted(name));
    if (unknown > 0) {
      problems.add(
          "%s has %s of tenants that do not exist; `ztoq tenants verify` names them"
              .formatted(table.name(), Counted.rows(unknown)));
    }
  }

  private static Optional<ForeignKey> toTenants(PlannedTable table) {
    List<String> column = List.of(TENANT);
    boolean there =
        table.shape().foreignKeys().stream()
            .anyMatch(
                key -> key.parent().equals(TenantPlan.TENANTS) && key.columns().equals(column));
    return there
        ? Optional.empty()
        : Optional.of(
            new ForeignKey(
                ObjectNames.of(table.name(), column, "fkey"),
                column,
                TenantPlan.TENANTS,
                List.of("id")));
  }

  /** The reference with the tenant in it; empty when there is no use in one, or it is there. */
  private Optional<ForeignKey> withTenant(PlannedTable table, ForeignKey key) {
    if (plan.find(key.parent()).filter(PlannedTable::hasTenant).isEmpty()
        || key.columns().contains(TENANT)
        || rules.mayCross().contains(id(table.shape(), key))) {
      return Optional.empty();
    }
    List<String> columns = withTenant(key.columns());
    boolean there =
        table.shape().foreignKeys().stream()
            .anyMatch(one -> one.parent().equals(key.parent()) && one.columns().equals(columns));
    return there
        ? Optional.empty()
        : Optional.of(
            new ForeignKey(
                ObjectNames.of(table.name(), columns, "fkey"),
                columns,
                key.parent(),
                withTenant(key.parentColumns())));
  }

  /** Whether the rows of today allow it; those that are allowed to differ are told. */
  private boolean isFit(PlannedTable table, ForeignKey key, ForeignKey wanted, List<String> later)
      throws SQLException {
    long foreign = sql.number(count(table, key, "EXISTS", "p.tenant_id <> c.tenant_id"));
    long lost = sql.number(count(table, key, "NOT EXISTS", "1 = 1"));
    if (foreign + lost == 0) {
      return true;
    }
    String what = crossing(table, key, foreign, lost);
    if (foreign > 0 && leads(table, key)) {
      problems.add(what + "; `ztoq tenants verify` names them");
      return false;
    }
    if (sql.isSqlite()) {
      warnings.add(
          what + "; SQLite can check all rows or none, so there is no key with the tenant");
      return false;
    }
    warnings.add(what + "; the key with the tenant checks new and changed rows only");
    later.add(wanted.name());
    return true;
  }

  private static String crossing(PlannedTable table, ForeignKey key, long foreign, long lost) {
    List<String> where = new ArrayList<>();
    if (foreign > 0) {
      where.add("%s to a row of another tenant".formatted(Counted.rows(foreign)));
    }
    if (lost > 0) {
      where.add("%s to a row that is not there".formatted(Counted.rows(lost)));
    }
    return "%s leads by %s to %s: %s"
        .formatted(
            table.name(), String.join(", ", key.columns()), key.parent(), String.join(", ", where));
  }

  /** Whether the tenant comes from there. */
  private static boolean leads(PlannedTable table, ForeignKey key) {
    return table.rule().rules().isEmpty()
        && table.parents().stream()
            .limit(1)
            .anyMatch(parent -> parent.columns().equals(key.columns()));
  }

  private static String count(PlannedTable table, ForeignKey key, String exists, String condition) {
    List<String> same = new ArrayList<>();
    List<String> given = new ArrayList<>();
    for (int i = 0; i < key.columns().size(); i++) {
      String column = Dialect.field("c", key.columns().get(i));
      same.add("%s = %s".formatted(Dialect.field("p", key.parentColumns().get(i)), column));
      given.add(column + " IS NOT NULL");
    }
    return "SELECT count(*) FROM %s c WHERE %s AND %s (SELECT 1 FROM %s p WHERE %s AND %s)"
        .formatted(
            Dialect.quoted(table.name()),
            String.join(" AND ", given),
            exists,
            Dialect.quoted(key.parent()),
            String.join(" AND ", same),
            condition);
  }

  private List<UniqueKey> replaced(PlannedTable table) {
    List<UniqueKey> found = new ArrayList<>();
    for (List<String> columns : rules.uniquePerTenant().getOrDefault(table.name(), List.of())) {
      uniqueKey(table.name(), columns).ifPresent(key -> addReplaced(table, key, found));
    }
    return found;
  }

  private void addReplaced(PlannedTable table, UniqueKey key, List<UniqueKey> found) {
    boolean needed =
        plan.graph().referencesTo(table.name()).values().stream()
            .flatMap(Collection::stream)
            .anyMatch(one -> one.parentColumns().equals(key.columns()));
    if (needed) {
      problems.add(
          "the unique key %s of %s cannot become one per tenant, foreign keys lead to it"
              .formatted(key.name(), table.name()));
    } else {
      found.add(key);
    }
  }

  /** One for the primary key, one for each key that others refer to, one for each replaced. */
  private List<UniqueKey> uniqueKeys(PlannedTable table, List<UniqueKey> replaced) {
    Set<List<String>> wanted = new LinkedHashSet<>();
    if (!table.shape().key().isEmpty()) {
      wanted.add(table.shape().key());
    }
    plan.graph()
        .referencesTo(table.name())
        .forEach((child, keys) -> keys.forEach(key -> wanted.add(key.parentColumns())));
    replaced.forEach(key -> wanted.add(key.columns()));
    List<UniqueKey> missing = new ArrayList<>();
    for (List<String> columns : wanted) {
      List<String> full = withTenant(columns);
      if (!columns.contains(TENANT) && uniqueKey(table.name(), full).isEmpty()) {
        missing.add(new UniqueKey(ObjectNames.of(table.name(), full, "key"), full, true));
      }
    }
    return missing;
  }
}
