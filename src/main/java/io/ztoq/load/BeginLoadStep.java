package io.ztoq.load;

import io.ztoq.store.LedgerStart;
import org.apache.camel.Handler;

/**
 * Brings the ledger into a state from which a load can go on: settles what an earlier load left in
 * doubt, plans rejected rows again, counts what waits for what, and finds again what the store has
 * lost.
 */
public final class BeginLoadStep {

  private final Doubts doubts;
  private final LedgerStart ledgerStart;
  private final Recognition recognition;

  BeginLoadStep(Doubts doubts, LedgerStart ledgerStart, Recognition recognition) {
    this.doubts = doubts;
    this.ledgerStart = ledgerStart;
    this.recognition = recognition;
  }

  @Handler
  public void begin() {
    doubts.settle();
    ledgerStart.begin();
    if (recognition.adoptAll()) {
      ledgerStart.begin();
      recognition.rejectDoubles();
    }
  }
}
