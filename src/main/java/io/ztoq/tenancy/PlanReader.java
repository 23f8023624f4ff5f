package io.ztoq.tenancy;

import io.ztoq.tenancy.rule.Follow;
import io.ztoq.tenancy.rule.RowRule;
import io.ztoq.tenancy.rule.TableRule;
import io.ztoq.tenancy.rule.TenantRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a plan of the file and the catalogue, and finds everything in which they do not fit. */
final class PlanReader {

  private final TableGraph graph;
  private final TenantRules rules;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, PlannedTable> planned = new HashMap<>();

  PlanReader(TableGraph graph, TenantRules rules) {
    this.graph = graph;
    this.rules = rules;
  }

  TenantPlan read() {
    for (TableRule rule : rules.tables()) {
      graph
          .find(rule.table())
          .ifPresentOrElse(
              shape -> planned.put(rule.table(), planned(shape, rule)),
              () ->
                  problem(
                      rule.table(),
                      "is no table of this database; remove it from the file, or name the right database",
                      rule.place()));
    }
    List<String> order = problems.isEmpty() ? order() : List.of();
    if (!problems.isEmpty()) {
      throw TenantFailures.usage(
          "TEN-011", String.join(System.lineSeparator() + "TEN-011 ", problems));
    }
    return new TenantPlan(
        graph,
        rules,
        order.stream().flatMap(name -> Optional.ofNullable(planned.get(name)).stream()).toList());
  }

  private PlannedTable planned(TableShape found, TableRule rule) {
    if (rule.table().equals(TenantPlan.TENANTS)) {
      problem(rule.table(), "holds the tenants themselves and gets none", rule.place());
    }
    TableShape shape = rule.key().isEmpty() ? withKey(found) : found.withKey(rule.key());
    List<String> named = new ArrayList<>(rule.key());
    named.addAll(rule.ignoreColumns());
    rule.rules().stream()
        .filter(one -> one.kind() != RowRule.Kind.SQL)
        .forEach(one -> named.add(one.column()));
    named.stream()
        .filter(column -> !found.has(column))
        .distinct()
        .forEach(
            column -> problem(found.name(), "has no column '%s'".formatted(column), rule.place()));
    if (shape.key().isEmpty()) {
      problem(
          found.name(),
          "has no primary key, so its rows cannot be told apart; name unique columns under 'key'",
          rule.place());
    }
    List<Parent> parents = new ArrayList<>();
    rule.follow().forEach(follow -> parent(found, follow, rule).ifPresent(parents::add));
    return new PlannedTable(shape, rule, parents, others(found, parents));
  }

  /** A unique key without gaps does as well as a primary key. */
  private static TableShape withKey(TableShape found) {
    if (!found.key().isEmpty()) {
      return found;
    }
    return found.uniqueKeys().stream()
        .filter(key -> key.columns().stream().noneMatch(one -> found.column(one).nullable()))
        .findFirst()
        .map(key -> found.withKey(key.columns()))
        .orElse(found);
  }

  private Optional<Parent> parent(TableShape table, Follow follow, TableRule rule) {
    if (!table.has(follow.column())) {
      problem(table.name(), "has no column '%s'".formatted(follow.column()), rule.place());
      return Optional.empty();
    }
    String named = follow.table();
    if (named == null) {
      Optional<ForeignKey> key =
          table.foreignKeys().stream()
              .filter(one -> one.columns().get(0).equals(follow.column()))
              .findFirst();
      if (key.isEmpty()) {
        problem(
            table.name(),
            "has no foreign key on '%s'; write '%s -> TABLE.COLUMN'"
                .formatted(follow.column(), follow.column()),
            rule.place());
      }
      return key.map(Parent::of).filter(one -> isPlanned(table, one, rule));
    }
    List<String> columns =
        follow.tableColumn() == null
            ? graph.find(named).map(TableShape::key).orElse(List.of())
            : List.of(follow.tableColumn());
    Parent parent = new Parent(List.of(follow.column()), named, columns);
    return isPlanned(table, parent, rule) && isUnique(table, parent, rule)
        ? Optional.of(parent)
        : Optional.empty();
  }

  private boolean isPlanned(TableShape table, Parent parent, TableRule rule) {
    boolean known = rules.tables().stream().anyMatch(one -> one.table().equals(parent.table()));
    if (!known || parent.table().equals(table.name())) {
      problem(
          table.name(),
          "follows %s, which must be another table of the file".formatted(parent.table()),
          rule.place());
    }
    return known;
  }

  /** Else a row could have two parents. */
  private boolean isUnique(TableShape table, Parent parent, TableRule rule) {
    boolean unique =
        graph
            .find(parent.table())
            .filter(
                one ->
                    one.key().equals(parent.tableColumns())
                        || one.uniqueKeys().stream()
                            .anyMatch(key -> key.columns().equals(parent.tableColumns())))
            .isPresent();
    if (!unique || parent.tableColumns().size() != 1) {
      problem(
          table.name(),
          "follows %s.%s, which is no unique column"
              .formatted(parent.table(), String.join(",", parent.tableColumns())),
          rule.place());
    }
    return unique;
  }

  private List<Parent> others(TableShape table, List<Parent> parents) {
    return table.foreignKeys().stream()
        .map(Parent::of)
        .filter(one -> !parents.contains(one) && !one.table().equals(table.name()))
        .filter(one -> rules.tables().stream().anyMatch(rule -> rule.table().equals(one.table())))
        .toList();
  }

  /** By all references, or where they run in a circle by those that tenants follow. */
  private List<String> order() {
    List<String> names = rules.tables().stream().map(TableRule::table).toList();
    return sorted(names, true)
        .or(() -> sorted(names, false))
        .orElseGet(
            () -> {
              problems.add(
                  "the tables %s follow one another in a circle; let one of them have rules instead of 'follow' (%s)"
                      .formatted(names, rules.file()));
              return List.of();
            });
  }

  private Optional<List<String>> sorted(List<String> names, boolean all) {
    List<TableShape> shapes = new ArrayList<>();
    for (PlannedTable table : planned.values()) {
      List<ForeignKey> keys = new ArrayList<>(all ? table.shape().foreignKeys() : List.of());
      table
          .parents()
          .forEach(
              one ->
                  keys.add(
                      new ForeignKey("follow", one.columns(), one.table(), one.tableColumns())));
      shapes.add(new TableShape(table.name(), table.shape().columns(), List.of(), keys, List.of()));
    }
    return new TableGraph(shapes).parentsFirst(names);
  }

  private void problem(String table, String what, String place) {
    String text = "%s %s (%s)".formatted(table, what, place);
    if (!problems.contains(text)) {
      problems.add(text);
    }
  }
}
