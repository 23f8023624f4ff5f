package io.ztoq.rollback;

import io.ztoq.store.RollbackLedger;
import java.time.Clock;
import org.apache.camel.Handler;

/** Takes back what load wrote to qTest. */
public final class RollbackLoadStep {

  private final LoadRollback rollback;
  private final RollbackLedger ledger;

  public RollbackLoadStep(LoadRollback rollback, RollbackLedger ledger) {
    this.rollback = rollback;
    this.ledger = ledger;
  }

  /** Returns the number of objects that were left in qTest. */
  @Handler
  public long run() {
    long left = rollback.run();
    ledger.pending("validation_status", Clock.systemUTC());
    if (left == 0) {
      ledger.pending("loading_status", Clock.systemUTC());
    }
    return left;
  }
}
