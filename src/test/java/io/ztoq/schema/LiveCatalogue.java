package io.ztoq.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * What a live database says about its tables, in the words of the reference: one line per fact,
 * sorted, parts divided by a bar. Flyway's own table is left out.
 */
interface LiveCatalogue {

  /** {@code table|position|column|type|nullable|default}. */
  List<String> columns(Connection connection) throws SQLException;

  /**
   * {@code table|kind|name|columns|referenced table|its columns|on delete|on update}; the last four
   * are empty but for foreign keys, the columns for checks.
   */
  List<String> constraints(Connection connection) throws SQLException;

  /** {@code table|name|columns|unique|where}, without those that stand behind a constraint. */
  List<String> indexes(Connection connection) throws SQLException;

  /** Every table, view, sequence, type and function. */
  List<String> objects(Connection connection) throws SQLException;
}
