package io.ztoq.tenancy;

import io.ztoq.tenancy.rule.RowRule;
import io.ztoq.tenancy.rule.TableRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The rules of a table as SQL. An expression gives the ids of the tenants that match, separated by
 * commas, a slug that nobody has behind a question mark, and NULL where nothing matches.
 */
final class RuleSql {

  private final Dialect dialect;
  private final TenantDirectory tenants;
  private final TableGraph graph;

  RuleSql(Dialect dialect, TenantDirectory tenants, TableGraph graph) {
    this.dialect = dialect;
    this.tenants = tenants;
    this.graph = graph;
  }

  /** What the rules with the highest precedence that match say of a row of {@code alias}. */
  String all(TableShape table, TableRule rule, String alias) {
    Map<Integer, List<String>> groups = new TreeMap<>(Comparator.reverseOrder());
    for (RowRule one : rule.rules()) {
      groups
          .computeIfAbsent(one.precedence(), precedence -> new ArrayList<>())
          .add(one(table, one, alias));
    }
    if (groups.isEmpty()) {
      return dialect.text("NULL");
    }
    List<String> parts = groups.values().stream().map(this::together).toList();
    return parts.size() == 1 ? parts.get(0) : "COALESCE(%s)".formatted(String.join(", ", parts));
  }

  private String together(List<String> expressions) {
    return expressions.size() == 1
        ? expressions.get(0)
        : dialect.distinct(
            expressions.stream()
                .map("SELECT %s AS v"::formatted)
                .collect(Collectors.joining(" UNION ")));
  }

  /** What one rule says of a row of {@code alias}. */
  String one(TableShape table, RowRule rule, String alias) {
    return switch (rule.kind()) {
      case COLUMN ->
          "CASE WHEN %s IN (%s) THEN %s END"
              .formatted(
                  dialect.text(Dialect.field(alias, rule.column())),
                  rule.values().stream().map(Dialect::literal).collect(Collectors.joining(", ")),
                  id(rule));
      case EMAIL_DOMAIN ->
          "CASE WHEN %s THEN %s END"
              .formatted(
                  rule.values().stream()
                      .map(domain -> endsWith(Dialect.field(alias, rule.column()), domain))
                      .collect(Collectors.joining(" OR ")),
                  id(rule));
      case SQL -> query(table, rule, alias);
    };
  }

  private String endsWith(String column, String domain) {
    String pattern = domain.replaceAll("([\\\\%_])", "\\\\$1");
    return "%s LIKE %s ESCAPE '\\'"
        .formatted(dialect.folded(column), Dialect.literal("%@" + pattern));
  }

  private String id(RowRule rule) {
    return Dialect.literal(tenants.id(String.valueOf(rule.tenant())).orElse("?" + rule.tenant()));
  }

  private String query(TableShape table, RowRule rule, String alias) {
    List<String> columns = keyColumns(table);
    String same =
        columns.stream().map("q.%s"::formatted).collect(Collectors.joining(", ", "(", ") = "))
            + "(%s)".formatted(Dialect.fields(alias, table.key()));
    if (rule.tenant() != null) {
      return "CASE WHEN EXISTS (WITH q(%s) AS (%s) SELECT 1 FROM q WHERE %s) THEN %s END"
          .formatted(String.join(", ", columns), rule.sql(), same, id(rule));
    }
    return dialect.distinct(
        "WITH q(%s, slug) AS (%s) SELECT %s AS v FROM q WHERE %s"
            .formatted(String.join(", ", columns), rule.sql(), idOfSlug(), same));
  }

  /** A statement that fails when the query of a rule is wrong or gives other columns. */
  String check(TableShape table, RowRule rule) {
    String columns = String.join(", ", keyColumns(table));
    return "WITH q(%s) AS (%s) SELECT count(*) FROM q WHERE 1 = 0"
        .formatted(rule.tenant() == null ? columns + ", slug" : columns, rule.sql());
  }

  private static List<String> keyColumns(TableShape table) {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < table.key().size(); i++) {
      columns.add("k" + i);
    }
    return columns;
  }

  private String idOfSlug() {
    String slug = dialect.text("q.slug");
    String declared =
        tenants.missing().stream()
            .map(
                one ->
                    " WHEN %s THEN %s"
                        .formatted(Dialect.literal(one.slug()), Dialect.literal(one.id())))
            .collect(Collectors.joining());
    String fromFile = declared.isEmpty() ? "NULL" : "CASE %s%s END".formatted(slug, declared);
    String fromTable =
        graph.find(TenantPlan.TENANTS).isEmpty()
            ? "NULL"
            : "(SELECT %s FROM tenants x WHERE %s = %s)"
                .formatted(dialect.text("x.id"), dialect.text("x.slug"), slug);
    return "COALESCE(%s, %s, '?' || %s)".formatted(fromFile, fromTable, slug);
  }
}
