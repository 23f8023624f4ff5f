package io.ztoq.tenancy.isolation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How all attempts on all tables ended. */
final class ProofMatrix {

  private final Map<String, Map<Attempt, Result>> cells = new LinkedHashMap<>();
  private final List<ProofFinding> findings = new ArrayList<>();
  private int attempts;

  /** The worst result of an attempt stays. */
  void add(String table, Attempt attempt, Result result, String detail) {
    if (result != Result.NOTHING && result != Result.NO_RIGHT) {
      attempts++;
    }
    Map<Attempt, Result> row =
        cells.computeIfAbsent(
            table,
            name -> {
              Map<Attempt, Result> empty = new EnumMap<>(Attempt.class);
              for (Attempt one : Attempt.values()) {
                empty.put(one, Result.NOTHING);
              }
              return empty;
            });
    row.merge(attempt, result, (one, other) -> one.compareTo(other) >= 0 ? one : other);
    if (result.isBad()) {
      ProofFinding found =
          ProofFinding.leak(table, "%s: %s".formatted(attempt.word(), detail), cure(attempt));
      if (findings.stream().noneMatch(found::equals)) {
        findings.add(found);
      }
    }
  }

  private static String cure(Attempt attempt) {
    return attempt == Attempt.REFER
        ? "run `ztoq tenants enforce` and read its warnings: rows that stand in the way must be corrected first"
        : "run `ztoq tenants enforce`; look at the policies of the table and at the role";
  }

  int attempts() {
    return attempts;
  }

  List<ProofFinding> findings() {
    return findings;
  }

  Map<String, Map<Attempt, Result>> cells() {
    return cells;
  }
}
