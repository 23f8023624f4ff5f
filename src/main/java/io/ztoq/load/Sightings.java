package io.ztoq.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.ztoq.store.LostTargets;
import io.ztoq.store.LostTargets.Standing;
import io.ztoq.store.TargetKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Objects of one kind that were seen in qTest, in batches: those whose row has no id are adopted,
 * those that were seen twice are remembered.
 */
final class Sightings {

  private static final int BATCH = 500;

  private final TargetKind kind;
  private final LiveSweep sweep;
  private final LostTargets lost;
  private final Map<String, Standing> batch = new LinkedHashMap<>();

  /** Ids in qTest by source key, those that this look has adopted. */
  private final Map<String, Long> adopted = new HashMap<>();

  private final Map<String, Set<Long>> twice = new TreeMap<>();
  private final List<Result> results = new ArrayList<>();

  /** A result that was seen below a run. */
  private record Result(String key, long holder, Standing standing) {}

  Sightings(TargetKind kind, LiveSweep sweep, LostTargets lost) {
    this.kind = kind;
    this.sweep = sweep;
    this.lost = lost;
  }

  void add(JsonNode row) {
    Optional<String> key = sweep.key(kind, row);
    if (key.isPresent()) {
      add(key.get(), standing(row));
    }
  }

  /**
   * The same for what a list below a run shows: a result that its execution left there, because it
   * belongs to another run now, is not the one that is looked for.
   *
   * @param holder row of the run
   */
  void add(JsonNode row, long holder) {
    if (kind != TargetKind.TEST_LOG) {
      add(row);
      return;
    }
    sweep.key(kind, row).ifPresent(key -> results.add(new Result(key, holder, standing(row))));
    if (results.size() >= BATCH) {
      sort();
    }
  }

  private void sort() {
    Map<String, LostTargets.Result> known =
        lost.results(results.stream().map(Result::key).distinct().toList());
    for (Result one : results) {
      LostTargets.Result row = known.get(one.key());
      if (row == null || row.runRow() == one.holder()) {
        add(one.key(), one.standing());
      } else {
        lost.left(row, one.holder(), one.standing());
      }
    }
    results.clear();
  }

  private static Standing standing(JsonNode row) {
    int order = row.path("order").asInt(0);
    return new Standing(
        row.path("id").asLong(), row.path("pid").textValue(), order > 0 ? order : null);
  }

  private void add(String key, Standing standing) {
    Standing other = batch.get(key);
    Long before = other == null ? adopted.get(key) : (Long) other.id();
    if (before == null) {
      batch.put(key, standing);
    } else if (before != standing.id()) {
      Set<Long> ids = twice.computeIfAbsent(key, first -> new TreeSet<>());
      ids.add(before);
      ids.add(standing.id());
    }
    if (batch.size() >= BATCH) {
      keep();
    }
  }

  /** Keeps what was seen so far. */
  void flush() {
    sort();
    keep();
  }

  private void keep() {
    Map<Long, Standing> byRow = new HashMap<>();
    lost.rows(kind, batch.keySet())
        .forEach(
            (key, row) -> {
              Standing standing = batch.get(key);
              if (standing != null) {
                byRow.put(row, standing);
                adopted.put(key, standing.id());
              }
            });
    lost.adopt(byRow);
    batch.clear();
  }

  TargetKind kind() {
    return kind;
  }

  int count() {
    return adopted.size();
  }

  /** Ids of the objects that carry one key, for keys that this look has adopted. */
  Map<String, Set<Long>> twice() {
    Map<String, Set<Long>> ours = new TreeMap<>(twice);
    ours.keySet().retainAll(adopted.keySet());
    return ours;
  }
}
