package io.ztoq.tenancy.undo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the rows stand.
 *
 * @param tables parents first
 * @param slugs by id of the tenant
 * @param compared rows whose other columns were compared with the undo log
 * @param findings errors first
 */
public record VerificationReport(
    String database,
    List<Counts> tables,
    Map<String, String> slugs,
    long compared,
    List<VerificationFinding> findings) {

  /**
   * Rows of a table.
   *
   * @param byTenant by id of the tenant
   */
  public record Counts(String table, long rows, long open, Map<String, Long> byTenant) {}

  public VerificationReport {
    tables = List.copyOf(tables);
    slugs = Map.copyOf(slugs);
    findings =
        findings.stream()
            .sorted(java.util.Comparator.comparing(one -> one.error() ? 0 : 1))
            .toList();
  }

  public boolean isClean() {
    return findings.stream().noneMatch(VerificationFinding::error);
  }

  /** For a JSON document. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("database", database);
    json.put("clean", isClean());
    json.put("tables", tables);
    json.put("slugs", slugs);
    json.put("compared", compared);
    json.put("findings", findings);
    return json;
  }
}
