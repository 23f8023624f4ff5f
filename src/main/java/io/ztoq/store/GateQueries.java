package io.ztoq.store;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Runs users' rules: SQL from a file, on a connection that cannot write. */
public final class GateQueries {

  /** {@code :projectKey} and {@code :runId}, but not {@code ::text} or a name inside quotes. */
  private static final Pattern TOKEN = Pattern.compile("'(?:[^']|'')*'|::|:([A-Za-z]\\w*)");

  private final Store store;
  private final String projectKey;
  private final String runId;

  public GateQueries(Store store, String projectKey, String runId) {
    this.store = store;
    this.projectKey = projectKey;
    this.runId = runId;
  }

  /** {@code sqlite} or {@code postgresql}; says which variant of a query is meant. */
  public String database() {
    return store.dialect().name();
  }

  /**
   * @param keep how many rows to keep; all are counted
   * @throws io.ztoq.failure.RunStopped (STO-003) when the database refuses the query
   */
  public Offending offending(String sql, int keep) {
    List<@Nullable Object> values = new ArrayList<>();
    String statement = bindNames(sql, values);
    return store.read(
        session -> {
          List<OffendingRow> kept = new ArrayList<>();
          long[] total = {0};
          session.forEach(
              statement,
              row -> {
                if (total[0]++ < keep) {
                  kept.add(
                      new OffendingRow(
                          String.valueOf(row.textOrNull("source_key")),
                          row.has("message") ? row.textOrNull("message") : null,
                          row.has("detail") ? row.textOrNull("detail") : null));
                }
              },
              values.toArray());
          return new Offending(kept, total[0]);
        });
  }

  /** Names that a query binds but nobody fills. */
  public static List<String> unknownNames(String sql) {
    return TOKEN
        .matcher(sql)
        .results()
        .map(found -> found.group(1))
        .filter(name -> name != null && !name.equals("projectKey") && !name.equals("runId"))
        .toList();
  }

  private String bindNames(String sql, List<@Nullable Object> values) {
    Matcher matcher = TOKEN.matcher(sql);
    StringBuilder statement = new StringBuilder();
    while (matcher.find()) {
      String name = matcher.group(1);
      if (name == null) {
        matcher.appendReplacement(statement, Matcher.quoteReplacement(matcher.group()));
      } else {
        values.add(name.equals("runId") ? runId : projectKey);
        matcher.appendReplacement(statement, "?");
      }
    }
    return matcher.appendTail(statement).toString();
  }

  /**
   * @param rows the first ones
   * @param total how many there are
   */
  public record Offending(List<OffendingRow> rows, long total) {
    public Offending {
      rows = List.copyOf(rows);
    }
  }

  /** One row that breaks a rule. */
  public record OffendingRow(String sourceKey, @Nullable String message, @Nullable String detail) {}
}
