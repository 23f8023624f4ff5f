package io.ztoq.tenancy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Pieces of SQL that the databases write differently. The key of a row travels as the text of a
 * JSON array with its values in the order of the key, {@code [17]} or {@code ["a", 3]}.
 */
public interface Dialect {

  /** A name as SQL needs it. */
  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A text as SQL needs it. */
  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** {@code alias."column"}. */
  static String field(String alias, String column) {
    return alias + "." + quoted(column);
  }

  /** The column is NULL, said so that neither database looks for it in an index. */
  static String isNullWithoutIndex(String alias, String column) {
    return "(%s IS NULL) IS TRUE".formatted(field(alias, column));
  }

  /** Columns of {@code alias}, separated by commas. */
  static String fields(String alias, List<String> columns) {
    return columns.stream().map(column -> field(alias, column)).collect(Collectors.joining(", "));
  }

  /** The key of a row as JSON text. */
  String keyJson(TableShape table, String alias);

  /** One value of a key, with the type of its column. */
  String keyValue(String json, int index, Column column);

  /**
   * Hash of the columns of a row, 32 hexadecimal digits; NULL and an empty text differ. Stable for
   * the sessions of {@link TenantDatabase} only.
   */
  String hash(TableShape table, String alias, List<String> columns);

  /** Rows of a JSON array that is given as a parameter, to stand behind FROM. */
  String items(String alias);

  /** One value of an item that is an array, as text. */
  String item(String alias, int index);

  /** {@code value} as text. */
  String text(String value);

  /** {@code value} with the type of the column. */
  String typed(String value, Column column);

  /** {@code value} without differences of case. */
  String folded(String value);

  /** All different values of a query with one column {@code v}, sorted, separated by commas. */
  String distinct(String query);

  /** Ends a query so that nobody else changes the rows of {@code alias} meanwhile. */
  String forUpdate(String alias);

  /** The same statement may succeed a moment later: locks, deadlocks, a busy file. */
  boolean isTransient(SQLException problem);

  /** A constraint or a trigger refuses single rows, others may pass. */
  boolean isRefusal(SQLException problem);

  /** Name of the constraint, null when the database does not tell. */
  @Nullable String constraint(SQLException problem);

  /** The row of {@code alias} has the key {@code json}. */
  default String keyEquals(TableShape table, String alias, String json) {
    return "(%s) = (%s)".formatted(fields(alias, table.key()), keyValues(table, json));
  }

  /** The row of {@code alias} comes after the key {@code json}. */
  default String keyAfter(TableShape table, String alias, String json) {
    return "(%s) > (%s)".formatted(fields(alias, table.key()), keyValues(table, json));
  }

  /** The values of a key, separated by commas. */
  default String keyValues(TableShape table, String json) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < table.key().size(); i++) {
      values.add(keyValue(json, i, table.column(table.key().get(i))));
    }
    return String.join(", ", values);
  }
}
