package io.ztoq.run;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Asks a run to take no new work and to finish what is under way. Thread-safe. */
public final class StopSignal implements BooleanSupplier {

  private final AtomicReference<@Nullable String> reason = new AtomicReference<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  /** The first reason counts. */
  public void request(String because) {
    if (reason.compareAndSet(null, because)) {
      listeners.forEach(Runnable::run);
    }
  }

  /**
   * Runs {@code action} when the stop is requested, at once when it already is; it must be quick.
   */
  public void whenRequested(Runnable action) {
    listeners.add(action);
    if (reason.get() != null) {
      action.run();
    }
  }

  /** Whether the run should stop. */
  @Override
  public boolean getAsBoolean() {
    return reason.get() != null;
  }

  /** Why, null while nobody asked. */
  public @Nullable String reason() {
    return reason.get();
  }
}
