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
    long left = stopRequested.getAsBoolean() ? 0 : ledgerStart.leftPlanned();
    if (left > 0) {
      throw new RunStopped(
          ExitCode.BUG,
          "LOD-023",
          "%d planned objects were never sent: what they need was left out by a route in routes/load, or they wait for each other; look at edited routes, run transform and load again, else report this"
              .formatted(left));
    }
    target.remember(loading.clock().instant());
  }
}
