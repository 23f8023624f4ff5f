package io.ztoq.app;

import io.ztoq.watch.Progress;
import java.util.function.Supplier;

/** Shows a run while it goes on. */
@FunctionalInterface
public interface Watcher {

  /** Shows nothing. */
  Watcher SILENT = figures -> () -> {};

  /**
   * Begins to show a run; closing what it returns ends it.
   *
   * @param figures how far the run is, may be asked every second
   */
  AutoCloseable watch(Supplier<Progress> figures);
}
