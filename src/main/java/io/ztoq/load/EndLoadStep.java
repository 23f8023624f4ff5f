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
   * @throws RunStopped (LOD-023) when rows wait for each other
   */
  @Handler
  public void end() {
    loading.feed().failure().check();
    ledgerStart.resolveRejects(loading.clock().instant());
    LOG.info("load ended counts={}", loading.counts().all());
    long stuck = stopRequested.getAsBoolean() ? 0 : ledgerStart.stuck();
    if (stuck > 0) {
      throw new RunStopped(
          ExitCode.BUG,
          "LOD-023",
          "%d planned objects wait for each other in a circle and were not sent; run transform again, and report this"
              .formatted(stuck));
    }
    target.remember(loading.clock().instant());
  }
}
