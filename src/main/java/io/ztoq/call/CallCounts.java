package io.ztoq.call;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every attempt that went out, added up since the last {@link #drain()}; and totals since the
 * start. Thread-safe.
 */
public final class CallCounts {

  /** What attempts have in common; status 0: no whole answer came. */
  public record Kind(String system, String request, int status) {}

  /** Sums over the attempts of one kind. */
  public record Sum(Kind kind, long calls, long sentBytes, long receivedBytes, long millis) {}

  /**
   * Totals of one system since the start of the process.
   *
   * @param throttled answers 429
   * @param failed no whole answer, or 5xx
   */
  public record Totals(
      long calls, long throttled, long failed, long sentBytes, long receivedBytes, long millis) {}

  private Map<Kind, Sum> sums = new LinkedHashMap<>();
  private final Map<String, Totals> totals = new LinkedHashMap<>();

  public synchronized void add(Kind kind, long sentBytes, long receivedBytes, long millis) {
    sums.merge(kind, new Sum(kind, 1, sentBytes, receivedBytes, millis), CallCounts::plus);
    Totals before = totals(kind.system());
    totals.put(
        kind.system(),
        new Totals(
            before.calls + 1,
            before.throttled + (kind.status == 429 ? 1 : 0),
            before.failed + (kind.status == 0 || kind.status >= 500 ? 1 : 0),
            before.sentBytes + sentBytes,
            before.receivedBytes + receivedBytes,
            before.millis + millis));
  }

  public synchronized Totals totals(String system) {
    return totals.getOrDefault(system, new Totals(0, 0, 0, 0, 0, 0));
  }

  /** Hands over the sums and starts again from nothing; the totals stay. */
  public synchronized List<Sum> drain() {
    List<Sum> drained = new ArrayList<>(sums.values());
    sums = new LinkedHashMap<>();
    return drained;
  }

  private static Sum plus(Sum a, Sum b) {
    return new Sum(
        a.kind,
        a.calls + b.calls,
        a.sentBytes + b.sentBytes,
        a.receivedBytes + b.receivedBytes,
        a.millis + b.millis);
  }
}
