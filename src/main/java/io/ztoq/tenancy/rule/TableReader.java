package io.ztoq.tenancy.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what the file says about one table. */
final class TableReader {

  private static final Pattern FOLLOW =
      Pattern.compile("([^\\s>.]+)(?:\\s*->\\s*([^\\s>.]+)(?:\\.([^\\s>.]+))?)?");

  private static final int HIGHEST = 1_000_000;

  private final String name;
  private final RuleNode node;

  TableReader(String name, RuleNode node) {
    this.name = name;
    this.node = node;
  }

  TableRule read() {
    Map<String, RuleNode> keys =
        node.entries(
            Set.of("rules", "follow", "otherwise", "strict", "key", "ignore-columns", "component"));
    List<RowRule> rules = new ArrayList<>();
    if (keys.containsKey("rules")) {
      keys.get("rules").items().forEach(item -> rules.add(rule(item)));
    }
    List<Follow> follow = new ArrayList<>();
    if (keys.containsKey("follow")) {
      keys.get("follow").items().forEach(item -> follow.add(follow(item)));
    }
    RuleNode otherwise = keys.get("otherwise");
    boolean toDefault =
        otherwise != null && otherwise.oneOf(List.of("quarantine", "default")).equals("default");
    return new TableRule(
        name,
        rules,
        follow,
        toDefault ? Otherwise.DEFAULT : Otherwise.QUARANTINE,
        keys.containsKey("strict") && keys.get("strict").flag(),
        words(keys, "key"),
        words(keys, "ignore-columns"),
        keys.containsKey("component") ? keys.get("component").text() : "TestMigrator",
        node.place());
  }

  private static List<String> words(Map<String, RuleNode> keys, String key) {
    RuleNode found = keys.get(key);
    return found == null ? List.of() : found.words();
  }

  private static Follow follow(RuleNode item) {
    String text = item.text();
    Matcher parts = FOLLOW.matcher(text);
    if (!parts.matches()) {
      item.wrong("a column, or 'column -> table.column'");
      return new Follow(text, null, null);
    }
    return new Follow(parts.group(1), parts.group(2), parts.group(3));
  }

  private RowRule rule(RuleNode item) {
    Map<String, RuleNode> keys =
        item.entries(
            Set.of("name", "tenant", "column", "values", "email-domain", "sql", "precedence"));
    RowRule.Kind kind =
        keys.containsKey("sql")
            ? RowRule.Kind.SQL
            : keys.containsKey("email-domain") ? RowRule.Kind.EMAIL_DOMAIN : RowRule.Kind.COLUMN;
    check(item, keys, kind);
    String column =
        keys.containsKey("column")
            ? keys.get("column").text()
            : kind == RowRule.Kind.EMAIL_DOMAIN ? "email" : "";
    List<String> values =
        switch (kind) {
          case COLUMN -> words(keys, "values");
          case EMAIL_DOMAIN ->
              words(keys, "email-domain").stream()
                  .map(one -> one.toLowerCase(Locale.ROOT).replaceFirst("^@", ""))
                  .toList();
          case SQL -> List.of();
        };
    String tenant = keys.containsKey("tenant") ? keys.get("tenant").text() : null;
    return new RowRule(
        keys.containsKey("name") ? keys.get("name").text() : title(kind, column, values, tenant),
        kind,
        column,
        values,
        keys.containsKey("sql") ? sql(keys.get("sql")) : "",
        tenant,
        keys.containsKey("precedence") ? keys.get("precedence").number(0, HIGHEST) : 0,
        item.place());
  }

  private static void check(RuleNode item, Map<String, RuleNode> keys, RowRule.Kind kind) {
    if (kind != RowRule.Kind.SQL && !keys.containsKey("tenant")) {
      item.wrong("a rule with a tenant; only a rule with sql may leave it to the query");
    }
    if (kind == RowRule.Kind.COLUMN
        && !(keys.containsKey("column") && keys.containsKey("values"))) {
      item.wrong("a rule with column and values, with email-domain, or with sql");
    }
    if (kind != RowRule.Kind.COLUMN && keys.containsKey("values")
        || kind == RowRule.Kind.SQL
            && (keys.containsKey("email-domain") || keys.containsKey("column"))) {
      item.wrong("a rule of one kind: column and values, email-domain, or sql");
    }
  }

  private static String sql(RuleNode node) {
    String text = node.text().strip().replaceFirst(";\\s*$", "");
    if (!text.isEmpty() && (!text.matches("(?is)(select|with)\\b.*") || text.contains(";"))) {
      node.wrong("one query that begins with SELECT or WITH");
    }
    return text;
  }

  private static String title(
      RowRule.Kind kind, String column, List<String> values, @Nullable String tenant) {
    return switch (kind) {
      case COLUMN -> "%s is %s -> %s".formatted(column, String.join(" or ", values), tenant);
      case EMAIL_DOMAIN -> "%s at %s -> %s".formatted(column, String.join(" or ", values), tenant);
      case SQL -> "sql -> %s".formatted(tenant == null ? "as the query says" : tenant);
    };
  }
}
