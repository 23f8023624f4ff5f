package io.ztoq.tenancy.rule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Reads what the file says about keeping tenants apart. */
final class IsolationReader {

  private static final String SETTING = "[a-z_][a-z0-9_]*(\\.[a-z_][a-z0-9_]*)+";

  private static final String REFERENCE = "[^\\s.]+\\.[^\\s.]+";

  private final RuleNode node;

  IsolationReader(RuleNode node) {
    this.node = node;
  }

  IsolationRules read() {
    Map<String, RuleNode> keys =
        node.entries(Set.of("setting", "role", "unique-per-tenant", "may-cross", "shared"));
    RuleNode setting = keys.get("setting");
    RuleNode role = keys.get("role");
    RuleNode mayCross = keys.get("may-cross");
    RuleNode shared = keys.get("shared");
    String rule = "a name with a dot, for example app.tenant_id";
    return new IsolationRules(
        setting == null ? IsolationRules.USUAL.setting() : setting.text(SETTING, rule),
        role == null ? null : role.text(),
        unique(keys.get("unique-per-tenant")),
        mayCross == null ? Set.of() : new HashSet<>(references(mayCross)),
        shared == null ? IsolationRules.USUAL.shared() : new HashSet<>(shared.words()));
  }

  private static List<String> references(RuleNode list) {
    return list.items().stream().map(one -> one.text(REFERENCE, "TABLE.COLUMN")).toList();
  }

  /** Columns of one key are separated by commas. */
  private static Map<String, List<List<String>>> unique(
      @org.jspecify.annotations.Nullable RuleNode tables) {
    Map<String, List<List<String>>> found = new LinkedHashMap<>();
    if (tables == null) {
      return found;
    }
    tables
        .entries()
        .forEach(
            (table, list) -> {
              List<List<String>> keys = new ArrayList<>();
              list.words()
                  .forEach(
                      one -> keys.add(Stream.of(one.split(",", -1)).map(String::strip).toList()));
              found.put(table, keys);
            });
    return found;
  }
}
