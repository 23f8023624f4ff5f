package io.ztoq.app;

import io.ztoq.run.RunContext;
import io.ztoq.store.Store;

/** Shows a run while it goes on. */
@FunctionalInterface
public interface Watcher {

  /** Shows nothing. */
  Watcher SILENT = (store, run) -> () -> {};

  /** Begins to show {@code run}; closing what it returns ends it. */
  AutoCloseable watch(Store store, RunContext run);
}
