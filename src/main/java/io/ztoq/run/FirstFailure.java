package io.ztoq.run;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What went wrong first in work that several workers share. Thread-safe. */
public final class FirstFailure {

  private final AtomicReference<@Nullable Exception> first = new AtomicReference<>();

  /**
   * Notes {@code problem} unless something went wrong before it.
   *
   * @return what went wrong first
   */
  public Exception keep(Exception problem) {
    Exception before = first.compareAndExchange(null, problem);
    return before == null ? problem : before;
  }

  /** Whether something went wrong, so that no new work should be taken. */
  public boolean isKept() {
    return first.get() != null;
  }

  /**
   * Ends work whose failure nobody has passed on.
   *
   * @throws RuntimeException what went wrong first, if anything did
   */
  public void check() {
    Exception failure = first.get();
    if (failure != null) {
      throw failure instanceof RuntimeException same ? same : new IllegalStateException(failure);
    }
  }
}
