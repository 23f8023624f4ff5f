package io.ztoq.app;

import io.ztoq.load.LoadFlow;
import io.ztoq.load.Loading.OnConflict;
import io.ztoq.settings.QTestSettings;
import io.ztoq.settings.QTestSettings.CyclesAs;
import io.ztoq.settings.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** The beans that {@code routes/load} calls. */
public final class LoadBeans {

  private LoadBeans() {}

  public static Map<String, Object> of(Wiring wiring) {
    Settings settings = wiring.settings();
    QTestSettings qtest = settings.qtest();
    Path folder = OldFolders.of(wiring.runId());
    LoadFlow.Options options =
        new LoadFlow.Options(
            wiring.projectKey(),
            wiring.runId(),
            qtest.baseUrl(),
            qtest.projectId(),
            qtest.pageSize(),
            settings.performance().batchSize(),
            qtest.settleTime(),
            qtest.releaseId(),
            qtest.createFields(),
            qtest.cyclesAs() == CyclesAs.TEST_SUITE,
            qtest.approve(),
            OnConflict.valueOf(qtest.onConflict().name()),
            folder);
    Clock clock = Clock.systemUTC();
    Map<String, Object> beans =
        new HashMap<>(
            LoadFlow.beans(options, wiring.store(), wiring.qtest(), wiring.stopRequested(), clock));
    beans.put(
        "targetLedger",
        LedgerBeans.repository(wiring.store(), wiring.projectKey(), wiring.runId()));
    return beans;
  }
}
