package io.ztoq.run;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Asks a run to take no new work and to finish what is under way. Thread-safe. */
public final class StopSignal implements BooleanSupplier {

  private final AtomicReference<@Nullable String> reason = new AtomicReference<>();

  /** The first reason counts. */
  public void request(String because) {
    reason.compareAndSet(null, because);
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
