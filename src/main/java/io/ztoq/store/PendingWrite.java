package io.ztoq.store;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** Work that was handed to the store and is not necessarily committed yet. */
public final class PendingWrite<T> {

  private final CompletableFuture<T> future;
  private final Function<Throwable, RuntimeException> rethrow;

  PendingWrite(CompletableFuture<T> future, Function<Throwable, RuntimeException> rethrow) {
    this.future = future;
    this.rethrow = rethrow;
  }

  /** Whether {@link #await} would return, or throw, at once. */
  public boolean isDone() {
    return future.isDone();
  }

  /** Returns after the commit; throws what the work threw. */
  public T await() {
    try {
      return future.join();
    } catch (CompletionException problem) {
      throw rethrow.apply(Objects.requireNonNull(problem.getCause()));
    }
  }
}
