package io.ztoq.app;

import io.ztoq.failure.Failure;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what really went wrong behind Camel's wrapping. */
final class Unwrapped {

  private Unwrapped() {}

  /**
   * The first {@link Failure} in the chain of causes; without one, the problem itself as an
   * unchecked exception.
   */
  static RuntimeException of(Throwable problem) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (@Nullable Throwable one = problem; one != null && seen.add(one); one = one.getCause()) {
      if (one instanceof Failure failure) {
        return failure;
      }
    }
    return problem instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException(problem);
  }
}
