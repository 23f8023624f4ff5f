package io.ztoq.tenancy.rule;

import java.util.List;

/**
 * How the rows of one table get their tenant: by rules, else from a parent, else as {@link
 * #otherwise} says.
 *
 * @param rules in the order of the file
 * @param follow parents, the first that is there counts; empty for none
 * @param strict a row whose other parents are of another tenant goes to quarantine
 * @param key columns that stand for a missing primary key; empty for the primary key
 * @param ignoreColumns that a trigger of the application may change with the tenant
 * @param component name of the part of the report
 * @param place file and line
 */
public record TableRule(
    String table,
    List<RowRule> rules,
    List<Follow> follow,
    Otherwise otherwise,
    boolean strict,
    List<String> key,
    List<String> ignoreColumns,
    String component,
    String place) {

  public TableRule {
    rules = List.copyOf(rules);
    follow = List.copyOf(follow);
    key = List.copyOf(key);
    ignoreColumns = List.copyOf(ignoreColumns);
  }
}
