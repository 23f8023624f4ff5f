package io.ztoq.app;

import io.ztoq.call.Door;
import io.ztoq.qtest.LiveReader;
import io.ztoq.run.FirstFailure;
import io.ztoq.run.PassOnStep;
import io.ztoq.settings.QTestSettings;
import io.ztoq.settings.QTestSettings.CyclesAs;
import io.ztoq.store.FindingRepository;
import io.ztoq.store.GateQueries;
import io.ztoq.store.LedgerView;
import io.ztoq.store.LiveObjectRepository;
import io.ztoq.store.ProofQueries;
import io.ztoq.store.Store;
import io.ztoq.store.WholeQueries;
import io.ztoq.validate.CheckGatesStep;
import io.ztoq.validate.GateRules;
import io.ztoq.validate.Gates;
import io.ztoq.validate.LiveValidation;
import io.ztoq.validate.ReadBack;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** The beans of routes/validate, by name. */
public final class ValidateBeans {

  private ValidateBeans() {}

  /**
   * {@code checkGates}, {@code liveValidation} and {@code stopValidation}.
   *
   * @throws io.ztoq.failure.RunStopped (VAL-001) when the rules have problems
   */
  public static Map<String, Object> of(Wiring wiring) {
    FindingRepository findings =
        new FindingRepository(wiring.store(), wiring.projectKey(), wiring.runId());
    Gates gates =
        new Gates(
            GateRules.load(Home.find(wiring.settings().migration().validation())),
            new GateQueries(wiring.store(), wiring.projectKey(), wiring.runId()),
            findings);
    FirstFailure failure = new FirstFailure();
    return Map.of(
        "checkGates",
        new CheckGatesStep(gates),
        "liveValidation",
        validation(wiring, findings, failure),
        "stopValidation",
        new PassOnStep(failure));
  }

  private static LiveValidation validation(
      Wiring wiring, FindingRepository findings, FirstFailure failure) {
    QTestSettings qtest = wiring.settings().qtest();
    Store store = wiring.store();
    String project = wiring.projectKey();
    AtomicLong calls = new AtomicLong();
    Door counted =
        request -> {
          calls.incrementAndGet();
          return wiring.qtest().call(request);
        };
    return new LiveValidation(
        new ReadBack(
            new LiveReader(counted, qtest.projectId(), qtest.pageSize()),
            new LedgerView(store, project),
            new LiveObjectRepository(store, project, wiring.runId()),
            findings),
        new WholeQueries(store, project),
        new ProofQueries(store, project),
        new LiveValidation.Options(
            qtest.releaseId(),
            qtest.cyclesAs() == CyclesAs.TEST_SUITE,
            calls,
            wiring.stopRequested(),
            failure));
  }
}
