package io.ztoq.app;

import io.ztoq.qtest.QTestRequests;
import io.ztoq.rollback.LoadRollback;
import io.ztoq.rollback.RollbackLoadStep;
import io.ztoq.rollback.RollbackStoreStep;
import io.ztoq.store.RollbackLedger;
import io.ztoq.store.StoreRollback;
import java.util.Map;

/** The beans of routes/rollback, by name. */
public final class RollbackBeans {

  private RollbackBeans() {}

  /** {@code rollbackLoad}, {@code rollbackTransform} and {@code rollbackExtract}. */
  public static Map<String, Object> of(Wiring wiring) {
    RollbackLedger ledger = new RollbackLedger(wiring.store(), wiring.projectKey(), wiring.runId());
    StoreRollback store = new StoreRollback(wiring.store(), wiring.projectKey());
    LoadRollback load =
        new LoadRollback(
            ledger,
            wiring.qtest(),
            new QTestRequests(wiring.settings().qtest().projectId()),
            wiring.settings().performance().maxWorkers(),
            wiring.stopRequested());
    return Map.of(
        "rollbackLoad", new RollbackLoadStep(load, ledger),
        "rollbackTransform", new RollbackStoreStep(false, store, ledger),
        "rollbackExtract", new RollbackStoreStep(true, store, ledger));
  }
}
