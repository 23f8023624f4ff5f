package io.ztoq.sandbox.fault;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which requests a fault hits.
 *
 * @param method null for any
 * @param path found anywhere in the path, for example {@code test-cases$}
 * @param skip matching requests that pass before the first one is hit
 * @param times hits at most
 * @param probability of a hit, 0 to 1, decided by the request and its number, not by chance
 */
public record FaultRule(
    Side side,
    @Nullable String method,
    Pattern path,
    Fault fault,
    int skip,
    int times,
    double probability) {

  /** Hits the {@code nth} request (from 1) of this method whose path contains the pattern, once. */
  public static FaultRule nth(Side side, String method, String path, FaultKind kind, int nth) {
    return new FaultRule(
        side, method, Pattern.compile(path), new Fault(kind, kind.usual()), nth - 1, 1, 1);
  }

  /** Hits every such request. */
  public static FaultRule always(Side side, @Nullable String method, String path, FaultKind kind) {
    return new FaultRule(
        side,
        method,
        Pattern.compile(path),
        new Fault(kind, kind.usual()),
        0,
        Integer.MAX_VALUE,
        1);
  }

  /** The same with another value, for example seconds of Retry-After. */
  public FaultRule withValue(long value) {
    return new FaultRule(
        side, method, path, new Fault(fault.kind(), value), skip, times, probability);
  }

  /** The same for so many hits at most. */
  public FaultRule withTimes(int most) {
    return new FaultRule(side, method, path, fault, skip, most, probability);
  }

  boolean matches(Side called, String calledMethod, String calledPath) {
    return side == called
        && (method == null || method.equals(calledMethod))
        && path.matcher(calledPath).find();
  }
}
