package io.ztoq.rollback;

import io.ztoq.store.RollbackLedger;
import io.ztoq.store.StoreRollback;
import java.time.Clock;
import org.apache.camel.Handler;

/** Clears transformed or extracted data from the store. */
public final class RollbackStoreStep {

  private final boolean extracted;
  private final StoreRollback store;
  private final RollbackLedger ledger;

  /**
   * @param extracted whether it clears what was extracted; else what was transformed
   */
  public RollbackStoreStep(boolean extracted, StoreRollback store, RollbackLedger ledger) {
    this.extracted = extracted;
    this.store = store;
    this.ledger = ledger;
  }

  /** Returns the number of rows that were kept because they stand in qTest. */
  @Handler
  public long run() {
    long kept = 0;
    if (extracted) {
      store.clearExtracted();
    } else {
      kept = store.clearTransformed();
    }
    ledger.pending(extracted ? "extraction_status" : "transformation_status", Clock.systemUTC());
    return kept;
  }
}
