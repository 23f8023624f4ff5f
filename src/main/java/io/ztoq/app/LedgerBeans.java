package io.ztoq.app;

import io.ztoq.store.Ledger;
import io.ztoq.store.Store;
import java.time.Clock;
import org.apache.camel.spi.IdempotentRepository;

/** The ledger as Camel sees it. */
public final class LedgerBeans {

  private LedgerBeans() {}

  /** Knows the rows of {@code target_object} that are written; keys are their numbers. */
  public static IdempotentRepository repository(Store store, String projectKey, String runId) {
    return new LedgerRepository(new Ledger(store, projectKey, runId, Clock.systemUTC()));
  }
}
