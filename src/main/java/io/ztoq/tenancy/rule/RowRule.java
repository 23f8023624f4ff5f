package io.ztoq.tenancy.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says which rows of a table belong to a tenant.
 *
 * @param name for messages and the coverage
 * @param kind how rows are recognized
 * @param column whose value counts; empty for SQL
 * @param values values of the column, or domains of e-mail addresses in lower case
 * @param sql a query that gives keys, and slugs where {@code tenant} is null; empty for the others
 * @param tenant slug, null where the query tells
 * @param precedence the highest that matches counts; equal ones must agree
 * @param place file and line
 */
public record RowRule(
    String name,
    Kind kind,
    String column,
    List<String> values,
    String sql,
    @Nullable String tenant,
    int precedence,
    String place) {

  /** How a rule recognizes its rows. */
  public enum Kind {
    COLUMN,
    EMAIL_DOMAIN,
    SQL
  }

  public RowRule {
    values = List.copyOf(values);
  }
}
