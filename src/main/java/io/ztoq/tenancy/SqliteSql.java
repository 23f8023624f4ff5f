package io.ztoq.tenancy;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** SQLite 3.41 and later, with the functions of {@link SqliteFunctions}. */
final class SqliteSql implements Dialect {

  /** Primary result codes, sqlite.org/rescode.html, read 2026-11. */
  private static final int BUSY = 5;

  private static final int LOCKED = 6;
  private static final int CONSTRAINT = 19;
  private static final int PRIMARY = 0xff;

  private static final Pattern NAMED = Pattern.compile("constraint failed: ([^)\\]]+)");

  @Override
  public String keyJson(TableShape table, String alias) {
    return table.key().stream()
        .map(
            column ->
                isBlob(table.column(column))
                    ? "hex(%s)".formatted(Dialect.field(alias, column))
                    : Dialect.field(alias, column))
        .collect(Collectors.joining(", ", "json_array(", ")"));
  }

  @Override
  public String keyValue(String json, int index, Column column) {
    String value = "json_extract(%s, '$[%d]')".formatted(json, index);
    return isBlob(column) ? "unhex(%s)".formatted(value) : value;
  }

  private static boolean isBlob(Column column) {
    return column.type().toUpperCase(Locale.ROOT).contains("BLOB");
  }

  @Override
  public String hash(TableShape table, String alias, List<String> columns) {
    return "%s(%s)".formatted(SqliteFunctions.HASH, Dialect.fields(alias, columns));
  }

  @Override
  public String items(String alias) {
    return "json_each(?) AS " + alias;
  }

  @Override
  public String item(String alias, int index) {
    return "json_extract(%s.value, '$[%d]')".formatted(alias, index);
  }

  @Override
  public String text(String value) {
    return "CAST(%s AS TEXT)".formatted(value);
  }

  @Override
  public String typed(String value, Column column) {
    return value;
  }

  @Override
  public String folded(String value) {
    return "%s(%s)".formatted(SqliteFunctions.FOLD, value);
  }

  @Override
  public String distinct(String query) {
    return "(SELECT group_concat(d.v, ',') FROM (SELECT DISTINCT v FROM (%s) WHERE v IS NOT NULL ORDER BY v) d)"
        .formatted(query);
  }

  @Override
  public String forUpdate(String alias) {
    return "";
  }

  @Override
  public boolean isTransient(SQLException problem) {
    int code = problem.getErrorCode() & PRIMARY;
    return code == BUSY || code == LOCKED;
  }

  @Override
  public boolean isRefusal(SQLException problem) {
    return (problem.getErrorCode() & PRIMARY) == CONSTRAINT;
  }

  @Override
  public @Nullable String constraint(SQLException problem) {
    Matcher named = NAMED.matcher(String.valueOf(problem.getMessage()));
    return named.find() ? named.group(1).strip() : null;
  }
}
