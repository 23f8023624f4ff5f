package io.ztoq.validate;

import io.ztoq.store.Finding.Severity;
import java.util.Map;

/**
 * One rule that must hold after a phase.
 *
 * @param sentence what must be true, for people
 * @param sql query that returns the offending rows: column source_key, optionally message and
 *     detail
 * @param variants queries for one database, by its name; take the place of {@code sql}
 * @param stops whether offending rows stop the run before the next phase
 * @param place file and line, for messages
 */
public record GateRule(
    String id,
    String phase,
    Severity severity,
    String scope,
    String sentence,
    String sql,
    Map<String, String> variants,
    boolean stops,
    String place) {

  public GateRule {
    variants = Map.copyOf(variants);
  }

  /** The query for a database. */
  public String sqlFor(String database) {
    return variants.getOrDefault(database, sql);
  }
}
