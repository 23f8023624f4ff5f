package io.ztoq.load;

import io.ztoq.store.TargetKind;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What this load did, for its summary; the ledger itself says what stands. */
public final class LoadCounts {

  /** What became of one object. */
  public enum Outcome {
    CREATED,
    UPDATED,
    /** Found in qTest after its answer was lost, or standing there as planned already. */
    ADOPTED,
    /** Approved or read: no object of its own. */
    DONE,
    REJECTED
  }

  private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();

  void add(TargetKind kind, Outcome outcome) {
    counts.computeIfAbsent(kind + " " + outcome, key -> new AtomicLong()).incrementAndGet();
  }

  public long of(TargetKind kind, Outcome outcome) {
    AtomicLong count = counts.get(kind + " " + outcome);
    return count == null ? 0 : count.get();
  }

  /** Counts by {@code KIND OUTCOME}, those above zero. */
  public Map<String, Long> all() {
    Map<String, Long> all = new TreeMap<>();
    counts.forEach((key, count) -> all.put(key, count.get()));
    return all;
  }
}
