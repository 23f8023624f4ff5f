package io.ztoq.tenancy;

import io.ztoq.tenancy.rule.Otherwise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Questions about rows without a tenant. In a live run the tenant of a parent is the one that
 * stands in its row; in a dry run it is the one that the parent would get, asked the same way up to
 * the first table.
 */
final class RowSql {

  /** A parent that gets no tenant itself. */
  static final String NONE = "!";

  private final Dialect dialect;
  private final TenantPlan plan;
  private final TenantDirectory tenants;
  private final RuleSql rules;
  private final boolean live;

  RowSql(Dialect dialect, TenantPlan plan, TenantDirectory tenants, boolean live) {
    this.dialect = dialect;
    this.plan = plan;
    this.tenants = tenants;
    this.rules = new RuleSql(dialect, tenants, plan.graph());
    this.live = live;
  }

  /** Rows without a tenant. */
  String count(PlannedTable table) {
    return "SELECT count(*) FROM %s t WHERE %s"
        .formatted(Dialect.quoted(table.name()), isOpen(table));
  }

  /** The last key of all rows, open or not. */
  String highKey(PlannedTable table) {
    return "SELECT %s FROM %s t ORDER BY %s LIMIT 1"
        .formatted(
            dialect.keyJson(table.shape(), "t"),
            Dialect.quoted(table.name()),
            table.shape().key().stream()
                .map(column -> Dialect.field("t", column) + " DESC")
                .collect(Collectors.joining(", ")));
  }

  static String isOpen(PlannedTable table) {
    return table.hasTenant() ? Dialect.field("t", PlannedTable.TENANT) + " IS NULL" : "1 = 1";
  }

  /**
   * The same in a form that no index serves, for batches: they go along the key, and an index on
   * the tenant (or old statistics about it) would lead each of them through all rows that are left.
   */
  static String isOpenAlongTheKey(PlannedTable table) {
    return table.hasTenant() ? Dialect.isNullWithoutIndex("t", PlannedTable.TENANT) : "1 = 1";
  }

  /** Open rows that are not written down as quarantined by the run. */
  String leftOpen(PlannedTable table, int runId) {
    return "FROM %s t WHERE %s AND NOT EXISTS (%s)"
        .formatted(Dialect.quoted(table.name()), isOpen(table), quarantined(table, runId));
  }

  private String quarantined(PlannedTable table, int runId) {
    return "SELECT 1 FROM %s z WHERE z.run_id = %d AND z.table_name = %s AND z.row_key = %s"
        .formatted(
            Bookkeeping.QUARANTINE,
            runId,
            Dialect.literal(table.name()),
            dialect.keyJson(table.shape(), "t"));
  }

  /**
   * The next open rows; columns as {@link RowReader} reads them. Parameters: the key behind which
   * they begin when {@code isLater}, then the last key at the start, then how many.
   *
   * @param again of a second pass, which leaves out what the first could not do
   */
  String rows(PlannedTable table, boolean isLater, boolean again, int runId) {
    TableShape shape = table.shape();
    String name = Dialect.quoted(table.name());
    String order = Dialect.fields("t", shape.key());
    List<String> where = new ArrayList<>(List.of(isOpenAlongTheKey(table)));
    if (isLater) {
      where.add(dialect.keyAfter(shape, "t", "n.k"));
    }
    if (again) {
      where.add("NOT EXISTS (%s)".formatted(quarantined(table, runId)));
    }
    String picked =
        "SELECT t.* FROM %s%s t WHERE %s ORDER BY %s LIMIT ?%s"
            .formatted(
                isLater ? "(SELECT %s AS k) n CROSS JOIN ".formatted(dialect.text("?")) : "",
                name,
                String.join(" AND ", where),
                order,
                live ? dialect.forUpdate("t") : "");
    // SQLite takes the tables of a CROSS JOIN in this order
    return "SELECT %s FROM (%s) t CROSS JOIN (SELECT %s AS k) h%s ORDER BY %s"
        .formatted(columns(table), picked, dialect.text("?"), joins(table), order);
  }

  private String columns(PlannedTable table) {
    TableShape shape = table.shape();
    List<String> columns = new ArrayList<>();
    columns.add(dialect.keyJson(shape, "t"));
    columns.add(
        "CASE WHEN h.k IS NULL OR %s THEN 1 ELSE 0 END"
            .formatted(dialect.keyAfter(shape, "t", "h.k")));
    columns.add(rules.all(shape, table.rule(), "t"));
    for (int i = 0; i < table.parents().size(); i++) {
      parentColumns(table.parents().get(i), "p" + i, columns);
    }
    for (int i = 0; i < table.others().size(); i++) {
      Parent other = table.others().get(i);
      columns.add(effective(plan.table(other.table()), "o" + i));
      columns.add(differs(table, other, "o" + i));
    }
    return String.join(", ", columns);
  }

  /** The reference, whether the parent is there, its tenant, and its key if it has no tenant. */
  private void parentColumns(Parent parent, String alias, List<String> columns) {
    PlannedTable table = plan.table(parent.table());
    String there = Dialect.field(alias, parent.tableColumns().get(0)) + " IS NOT NULL";
    String tenant = effective(table, alias);
    columns.add(dialect.text(Dialect.field("t", parent.columns().get(0))));
    columns.add("CASE WHEN %s THEN 1 ELSE 0 END".formatted(there));
    columns.add(tenant);
    columns.add(
        "CASE WHEN %s AND COALESCE(%s, '!') LIKE '!%%' THEN %s END"
            .formatted(there, tenant, dialect.keyJson(table.shape(), alias)));
  }

  /** 1 when the first parent and another one belong to different rows of a table above both. */
  private String differs(PlannedTable table, Parent other, String alias) {
    if (table.parents().isEmpty()) {
      return "0";
    }
    PlannedTable main = plan.table(table.parents().get(0).table());
    PlannedTable second = plan.table(other.table());
    Optional<Parent> above = main.parents().stream().findFirst();
    Optional<Parent> beside =
        second.parents().stream()
            .filter(one -> above.isPresent() && one.table().equals(above.get().table()))
            .findFirst();
    return beside
        .map(
            one ->
                "CASE WHEN %s <> %s THEN 1 ELSE 0 END"
                    .formatted(
                        Dialect.field("p0", above.orElseThrow().columns().get(0)),
                        Dialect.field(alias, one.columns().get(0))))
        .orElse("0");
  }

  /** Whether {@link #differs} can be 1: both belong to a third table. */
  boolean shareAParent(PlannedTable table, Parent other) {
    return !differs(table, other, "o").equals("0");
  }

  private String joins(PlannedTable table) {
    StringBuilder joins = new StringBuilder();
    for (int i = 0; i < table.parents().size(); i++) {
      joins.append(join(table.parents().get(i), "p" + i));
    }
    for (int i = 0; i < table.others().size(); i++) {
      joins.append(join(table.others().get(i), "o" + i));
    }
    return joins.toString();
  }

  private static String join(Parent parent, String alias) {
    return " LEFT JOIN %s %s ON %s"
        .formatted(Dialect.quoted(parent.table()), alias, on(parent, alias, "t"));
  }

  private static String on(Parent parent, String alias, String child) {
    List<String> equal = new ArrayList<>();
    for (int i = 0; i < parent.columns().size(); i++) {
      equal.add(
          Dialect.field(alias, parent.tableColumns().get(i))
              + " = "
              + Dialect.field(child, parent.columns().get(i)));
    }
    return String.join(" AND ", equal);
  }

  /** The tenant of a row: the one that it has, in a dry run else the one that it would get. */
  private String effective(PlannedTable table, String alias) {
    String stored =
        table.hasTenant()
            ? dialect.text(Dialect.field(alias, PlannedTable.TENANT))
            : dialect.text("NULL");
    return live ? stored : "COALESCE(%s, %s)".formatted(stored, wouldGet(table, alias));
  }

  private String wouldGet(PlannedTable table, String alias) {
    List<String> parts = new ArrayList<>();
    parts.add(oneOrNone(rules.all(table.shape(), table.rule(), alias)));
    String below = alias + "_";
    for (Parent parent : table.parents()) {
      parts.add(tenantAbove(parent, alias, below));
    }
    parts.add(
        table.rule().otherwise() == Otherwise.DEFAULT
            ? Dialect.literal(tenants.defaultId())
            : "'%s'".formatted(NONE));
    String chosen = "COALESCE(%s)".formatted(String.join(", ", parts));
    if (!table.rule().strict() || table.others().isEmpty()) {
      return chosen;
    }
    String disagree =
        table.others().stream()
            .map(
                other ->
                    "COALESCE(NULLIF(%s, '%s'), %s) <> %s"
                        .formatted(tenantAbove(other, alias, below), NONE, chosen, chosen))
            .collect(Collectors.joining(" OR "));
    return "CASE WHEN %s THEN '%s' ELSE %s END".formatted(disagree, NONE, chosen);
  }

  /** Several tenants, or one that nobody knows, are none for whoever follows. */
  private static String oneOrNone(String byRules) {
    return "CASE WHEN %s LIKE '%%,%%' OR %s LIKE '?%%' THEN '%s' ELSE %s END"
        .formatted(byRules, byRules, NONE, byRules);
  }

  private String tenantAbove(Parent parent, String alias, String below) {
    return "(SELECT COALESCE(%s, '%s') FROM %s %s WHERE %s)"
        .formatted(
            effective(plan.table(parent.table()), below),
            NONE,
            Dialect.quoted(parent.table()),
            below,
            on(parent, below, alias));
  }
}
