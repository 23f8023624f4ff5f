package io.ztoq.sandbox;

import io.ztoq.sandbox.fault.Side;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How often each operation was called, 429s and faults included. Safe for all threads. */
public final class RequestCounts {

  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

  void count(Side side, String template) {
    counts.computeIfAbsent(side + " " + template, first -> new LongAdder()).increment();
  }

  void countStatus(Side side, int status) {
    if (status >= 400) {
      count(side, "-> " + status);
    }
  }

  /**
   * For example {@code ZEPHYR GET /testcases/{key}/teststeps -> 20}; answers from 400 on as {@code
   * ZEPHYR -> 404}.
   */
  public SortedMap<String, Long> all() {
    SortedMap<String, Long> all = new TreeMap<>();
    counts.forEach((name, count) -> all.put(name, count.sum()));
    return all;
  }

  /** Requests to one side. */
  public long total(Side side) {
    return all().entrySet().stream()
        .filter(
            each -> each.getKey().startsWith(side + " ") && !each.getKey().startsWith(side + " ->"))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  public void clear() {
    counts.clear();
  }
}
