package io.ztoq.load;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.store.LedgerStart;
import java.util.function.BooleanSupplier;
import org.apache.camel.Handler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks, after the last object, that nothing was left behind without a word. */
public final class EndLoadStep {

  private static final Logger LOG = LoggerFactory.getLogger(EndLoadStep.class);

  private final Loading loading;
  private final LedgerStart ledgerStart;
  private final TargetCheck target;
  private final BooleanSupplier stopRequested;

  EndLoadStep(
      Loading loading, LedgerStart ledgerStart, TargetCheck target, BooleanSupplier stopRequested) {
    this.loading = loading;
    this.ledgerStart = ledgerStart;
    this.target = target;
    this.stopRequested = stopRequested;
  }

  /**
   * @throws RuntimeException what stopped the load, should the split not have passed it on
   * @throws RunStopped (LOD-023) when something was left out
   */
  @Handler
  public void end() {
    loading.feed().failure().check();
    ledgerStart.resolveRejects(loading.clock().instant());
    LOG.info("load ended counts={}", loading.counts().all());
    long unfinished = stopRequested.getAsBoolean() ? 0 : ledgerStart.unfinished();
    if (unfinished > 0) {
      throw new RunStopped(
          ExitCode.BUG,
          "LOD-023",
          "%d objects are neither in qTest nor rejected: a route in routes/load left them out, or they wait for each other; look at edited routes, run transform and load again, else report this"
              .formatted(unfinished));
    }
    target.remember(loading.clock().instant());
  }
}
