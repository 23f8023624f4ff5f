package io.ztoq.sandbox.fault;

import io.ztoq.sandbox.sample.Dice;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** All faults in force; decides for each request which one hits it. Safe for all threads. */
public final class Faults {

  private static final int PRECISION = 1_000_000;

  private final List<Armed> rules = new CopyOnWriteArrayList<>();
  private final Dice dice = new Dice(77);
  private final SortedMap<String, Long> hits = new TreeMap<>();
  private volatile FaultPlan plan = new FaultPlan(0, Map.of());

  /** A rule with what it has seen. */
  private record Armed(FaultRule rule, AtomicInteger seen, AtomicInteger hits) {}

  public void add(FaultRule rule) {
    rules.add(new Armed(rule, new AtomicInteger(), new AtomicInteger()));
  }

  /** Replaces the plan in force. */
  public void follow(FaultPlan newPlan) {
    plan = newPlan;
  }

  /** No more faults. */
  public void clear() {
    rules.clear();
    plan = new FaultPlan(0, Map.of());
  }

  /** The fault that hits this request, if any. */
  public @Nullable Fault next(Side side, String method, String path) {
    Fault fault = null;
    for (Armed armed : rules) {
      if (fault == null && armed.rule().matches(side, method, path) && hit(armed, method + path)) {
        fault = armed.rule().fault();
      }
    }
    if (fault == null) {
      fault = plan.next(side, method, path);
    }
    if (fault != null) {
      count(side + " " + fault.kind());
    }
    return fault;
  }

  private boolean hit(Armed armed, String request) {
    int number = armed.seen().incrementAndGet();
    FaultRule rule = armed.rule();
    boolean chosen =
        number > rule.skip()
            && dice.roll(request, number, PRECISION) < rule.probability() * PRECISION;
    return chosen && armed.hits().incrementAndGet() <= rule.times();
  }

  private synchronized void count(String name) {
    hits.merge(name, 1L, Long::sum);
  }

  /** Requests hit so far, by side and kind. */
  public synchronized SortedMap<String, Long> hits() {
    return new TreeMap<>(hits);
  }
}
