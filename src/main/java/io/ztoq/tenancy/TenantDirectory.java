package io.ztoq.tenancy;

import io.ztoq.schema.Sql;
import io.ztoq.tenancy.rule.TenantRules;
import io.ztoq.tenancy.rule.TenantSpec;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tenants that are there, and those that the file adds. */
public final class TenantDirectory {

  /** Attributes of a tenant that are compared with the file. */
  private record Stored(
      String id,
      String slug,
      @Nullable String name,
      @Nullable String plan,
      @Nullable String status) {}

  private final Map<String, Stored> stored = new HashMap<>();
  private final Map<String, String> ids = new HashMap<>();
  private final Set<String> known = new HashSet<>();
  private final List<TenantSpec> missing = new ArrayList<>();
  private final List<String> differences = new ArrayList<>();
  private final List<String> oddities = new ArrayList<>();
  private final String defaultId;

  private TenantDirectory(List<Stored> rows, TenantRules rules) {
    for (Stored row : rows) {
      stored.put(row.slug(), row);
      ids.put(row.slug(), row.id());
      known.add(row.id());
    }
    for (TenantSpec spec : rules.tenants()) {
      Stored there = stored.get(spec.slug());
      if (there == null) {
        missing.add(spec);
        ids.put(spec.slug(), spec.id());
        known.add(spec.id());
      } else {
        compare(spec, there);
      }
    }
    this.defaultId = ids.getOrDefault(rules.defaultSlug(), "");
  }

  /** Reads the table of tenants; a database without one has none. */
  public static TenantDirectory read(Sql sql, TableGraph graph, Dialect dialect, TenantRules rules)
      throws SQLException {
    Optional<TableShape> table = graph.find(TenantPlan.TENANTS);
    if (table.isEmpty()) {
      return new TenantDirectory(List.of(), rules);
    }
    TableShape shape = table.get();
    for (String column : List.of("id", "slug")) {
      if (!shape.has(column)) {
        throw TenantFailures.conflict(
            "TEN-012",
            "the table tenants has no column '%s'; it is not the table of tenants that ztoq knows"
                .formatted(column));
      }
    }
    List<Stored> rows =
        sql.list(
            "SELECT %s, %s, %s, %s, %s FROM tenants t"
                .formatted(
                    dialect.text("t.id"),
                    dialect.text("t.slug"),
                    column(shape, dialect, "name"),
                    column(shape, dialect, "plan"),
                    column(shape, dialect, "status")),
            row ->
                new Stored(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5)));
    return new TenantDirectory(rows, rules);
  }

  private static String column(TableShape shape, Dialect dialect, String name) {
    return shape.has(name) ? dialect.text("t." + Dialect.quoted(name)) : "NULL";
  }

  private void compare(TenantSpec spec, Stored there) {
    List<String> found = new ArrayList<>();
    different(found, "name", there.name(), spec.name());
    different(found, "plan", there.plan(), spec.plan());
    different(found, "status", there.status(), spec.status());
    String given = spec.givenId();
    different(found, "id", given == null ? null : there.id(), given == null ? "" : given);
    if (!found.isEmpty()) {
      differences.add(
          "tenant '%s' is there with %s".formatted(spec.slug(), String.join(", ", found)));
    }
    if (given == null && !isUuid(there.id())) {
      oddities.add(
          "tenant '%s' has the id '%s', which is no UUID".formatted(spec.slug(), there.id()));
    }
  }

  private static void different(
      List<String> found, String what, @Nullable String is, String wanted) {
    if (is != null && !is.equalsIgnoreCase(wanted)) {
      found.add("%s '%s' instead of '%s'".formatted(what, is, wanted));
    }
  }

  private static boolean isUuid(String text) {
    try {
      return UUID.fromString(text).toString().equalsIgnoreCase(text);
    } catch (IllegalArgumentException problem) {
      return false;
    }
  }

  /** Id of the tenant with this slug, there or to be. */
  public Optional<String> id(String slug) {
    return Optional.ofNullable(ids.get(slug));
  }

  public String defaultId() {
    return defaultId;
  }

  /** Whether file and database together name no more than one tenant. */
  boolean isOneOnly() {
    return known.size() <= 1;
  }

  /** Whether a tenant with this id is there or to be. */
  public boolean knows(String id) {
    return known.contains(id);
  }

  /** Slug of an id, the id itself when nobody has it. */
  public String slug(String id) {
    return ids.entrySet().stream()
        .filter(one -> one.getValue().equals(id))
        .map(Map.Entry::getKey)
        .sorted()
        .findFirst()
        .orElse(id);
  }

  /** Tenants of the file that are not there. */
  public List<TenantSpec> missing() {
    return List.copyOf(missing);
  }

  /** In words, one per tenant that is there with other attributes than the file says. */
  public List<String> differences() {
    return List.copyOf(differences);
  }

  /** In words, what an application may stumble over. */
  public List<String> oddities() {
    return List.copyOf(oddities);
  }

  /** Whether a tenant of this slug was there before. */
  public boolean wasThere(String slug) {
    return stored.containsKey(slug);
  }
}
