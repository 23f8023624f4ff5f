package io.ztoq.run;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Asks a run to take no new work and to finish what is under way. Thread-safe. */
public final class StopSignal implements BooleanSupplier {

  private final AtomicReference<@Nullable String> reason = new AtomicReference<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final Map<BooleanSupplier, String> conditions = new ConcurrentHashMap<>();

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

  /** Requests the stop as soon as {@code condition} is true when somebody asks. */
  public void when(BooleanSupplier condition, String because) {
    conditions.put(condition, because);
  }

  /** Takes a condition away again. */
  public void forget(BooleanSupplier condition) {
    conditions.remove(condition);
  }

  /** Whether the run should stop. */
  @Override
  public boolean getAsBoolean() {
    if (reason.get() == null) {
      conditions.forEach(
          (condition, because) -> {
            if (condition.getAsBoolean()) {
              request(because);
            }
          });
    }
    return reason.get() != null;
  }

  /** Why, null while nobody asked. */
  public @Nullable String reason() {
    return reason.get();
  }
}
