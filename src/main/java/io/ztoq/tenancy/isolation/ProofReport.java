package io.ztoq.tenancy.isolation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a proof gave.
 *
 * @param database where
 * @param vendor postgresql or sqlite
 * @param role that the attempts were made as; empty for SQLite
 * @param roleIsNamed false when a role was made for the proof, which is gone with it
 * @param setting that names the tenant of a session; empty for SQLite
 * @param attempts how many were made
 * @param tables results by table and attempt
 * @param findings leaks first
 */
public record ProofReport(
    String database,
    String vendor,
    String role,
    boolean roleIsNamed,
    String setting,
    int attempts,
    Map<String, Map<Attempt, Result>> tables,
    List<ProofFinding> findings) {

  public ProofReport {
    findings =
        findings.stream()
            .sorted(java.util.Comparator.comparing(one -> one.leak() ? 0 : 1))
            .toList();
  }

  /** Nothing leaks, and nothing stays open. */
  public boolean isProven() {
    return leaks() == 0 && notEnforced() == 0;
  }

  public long leaks() {
    return findings.stream().filter(ProofFinding::leak).count();
  }

  /** Ways to rows of another tenant that this kind of database cannot close. */
  public long notEnforced() {
    return tables.values().stream()
        .flatMap(results -> results.values().stream())
        .filter(result -> result == Result.NOT_ENFORCED)
        .count();
  }

  /** For a JSON document. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("database", database);
    json.put("vendor", vendor);
    json.put("proven", isProven());
    json.put("role", role);
    json.put("role_is_named", roleIsNamed);
    json.put("setting", setting);
    json.put("attempts", attempts);
    json.put("leaks", leaks());
    json.put("not_enforced", notEnforced());
    List<Map<String, String>> rows = new ArrayList<>();
    tables.forEach(
        (table, cells) -> {
          Map<String, String> row = new LinkedHashMap<>();
          row.put("table", table);
          cells.forEach((attempt, result) -> row.put(attempt.word(), result.word()));
          rows.add(row);
        });
    json.put("matrix", rows);
    json.put("findings", findings);
    return json;
  }
}
