package io.ztoq.sandbox.fault;

import io.ztoq.sandbox.sample.Dice;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Faults at given rates, the same for the same seed: whether a request is hit depends on its
 * method, its path and how often it was sent, not on the order in which threads come.
 */
public final class FaultPlan {

  private static final int PRECISION = 1_000_000;

  private final Dice dice;
  private final Map<FaultKind, Double> rates;
  private final @Nullable Side side;
  private final Map<String, AtomicInteger> seen = new ConcurrentHashMap<>();

  /**
   * @param rates share of requests, 0 to 1 per kind; together at most 1
   */
  public FaultPlan(long seed, Map<FaultKind, Double> rates) {
    this(new Dice(seed), rates, null);
  }

  private FaultPlan(Dice dice, Map<FaultKind, Double> rates, @Nullable Side side) {
    this.dice = dice;
    this.rates = rates.isEmpty() ? new EnumMap<>(FaultKind.class) : new EnumMap<>(rates);
    this.side = side;
  }

  /** The same for one system only. */
  public FaultPlan only(Side system) {
    return new FaultPlan(dice, rates, system);
  }

  @Nullable Fault next(Side called, String method, String path) {
    if (rates.isEmpty() || side != null && side != called) {
      return null;
    }
    String request = called + method + path;
    int count = seen.computeIfAbsent(request, first -> new AtomicInteger()).incrementAndGet();
    double point = dice.roll(request, count, PRECISION) / (double) PRECISION;
    for (Map.Entry<FaultKind, Double> rate : rates.entrySet()) {
      if (point < rate.getValue()) {
        return new Fault(rate.getKey(), rate.getKey().usual());
      }
      point -= rate.getValue();
    }
    return null;
  }
}
