package io.ztoq.load;

import io.ztoq.call.Door;
import io.ztoq.qtest.QTestLists;
import io.ztoq.qtest.QTestRequests;
import io.ztoq.qtest.QTestRequests.Place;
import io.ztoq.run.PassOnStep;
import io.ztoq.store.AttachmentContents;
import io.ztoq.store.FieldIds;
import io.ztoq.store.FindingRepository;
import io.ztoq.store.Ledger;
import io.ztoq.store.LedgerDoubts;
import io.ztoq.store.LedgerStart;
import io.ztoq.store.LostTargets;
import io.ztoq.store.Store;
import io.ztoq.store.TargetBinding;
import io.ztoq.store.TargetKind;
import io.ztoq.store.TargetSteps;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Puts the parts of one load together, by the names under which the routes in {@code routes/load}
 * call them.
 */
public final class LoadFlow {

  private LoadFlow() {}

  /**
   * What a load is told.
   *
   * @param address of the qTest site
   * @param releaseId below which cycles go, 0 for the root
   * @param folder for files on their way to qTest
   */
  public record Options(
      String projectKey,
      String runId,
      URI address,
      long projectId,
      int pageSize,
      int batchSize,
      Duration settleTime,
      long releaseId,
      boolean createFields,
      boolean withSuites,
      boolean approves,
      Loading.OnConflict onConflict,
      Path folder) {}

  /** The beans of the load routes; all of them belong to one run. */
  public static Map<String, Object> beans(
      Options options, Store store, Door qtest, BooleanSupplier stopRequested, Clock clock) {
    Loading loading = loading(options, store, qtest, stopRequested, clock);
    LedgerStart start = new LedgerStart(store, options.projectKey());
    TargetSteps steps = new TargetSteps(store);
    UploadFiles files = new UploadFiles(new AttachmentContents(store, clock), options.folder());
    LogForm logs = new LogForm(loading, steps);
    AttachmentForm attachments = new AttachmentForm(loading, steps, logs, files);
    Map<TargetKind, ObjectForm> forms = forms(loading, logs, options.releaseId());
    forms.put(TargetKind.ATTACHMENT, attachments);

    TargetCheck check = check(options, store, loading);
    Map<String, Object> beans = new HashMap<>(objectSteps(loading, forms));
    beans.put("workFeed", loading.feed());
    beans.put("takeObject", new TakeObjectStep(loading.feed()));
    beans.put("stopLoad", new PassOnStep(loading.feed().failure()));
    beans.put("loadCounts", loading.counts());
    beans.put(
        "beginLoad",
        begin(
            options,
            loading,
            store,
            forms,
            new LiveSweep(loading, new QTestLists(qtest, QTestLists.MOST_PER_PAGE))));
    beans.put("endLoad", new EndLoadStep(loading, start, check, stopRequested));
    beans.put("rejectObject", new RejectObjectStep(loading));
    beans.put("finishObject", new FinishObjectStep(loading.feed(), files));
    beans.put("requestApproval", new RequestApprovalStep(loading));
    beans.put("recordApproval", new RecordApprovalStep(loading));
    beans.put("readTestSteps", new ReadTestStepsStep(loading, steps));
    beans.put("requestAttachment", new RequestUploadStep(attachments, loading, qtest));
    beans.put("recordAttachment", new RecordObjectStep(attachments, loading));
    beans.put("preflight", preflight(options, store, loading, qtest, check));
    return beans;
  }

  private static Loading loading(
      Options options, Store store, Door qtest, BooleanSupplier stopRequested, Clock clock) {
    Ledger ledger = new Ledger(store, options.projectKey(), options.runId(), clock);
    return new Loading(
        ledger,
        new LoadTarget(),
        new QTestRequests(options.projectId()),
        new QTestLists(qtest, options.pageSize()),
        new WorkFeed(ledger, options.batchSize(), stopRequested, clock),
        new LoadCounts(),
        options.settleTime(),
        options.onConflict(),
        clock);
  }

  private static TargetCheck check(Options options, Store store, Loading loading) {
    return new TargetCheck(
        new TargetBinding(store, options.projectKey()),
        loading.requests(),
        loading.lists(),
        options.address(),
        options.projectId());
  }

  private static BeginLoadStep begin(
      Options options,
      Loading loading,
      Store store,
      Map<TargetKind, ObjectForm> forms,
      LiveSweep sweep) {
    String projectKey = options.projectKey();
    LostTargets lost = new LostTargets(store, projectKey, options.runId(), loading.clock());
    Recognition recognition =
        new Recognition(
            loading,
            forms,
            lost,
            new Evidence(loading, forms, lost, sweep),
            sweep,
            new FindingRepository(store, projectKey, options.runId()));
    LedgerDoubts doubts = new LedgerDoubts(store, projectKey, options.runId());
    return new BeginLoadStep(
        new Doubts(loading, doubts, forms, sweep), new LedgerStart(store, projectKey), recognition);
  }

  private static Preflight preflight(
      Options options, Store store, Loading loading, Door qtest, TargetCheck check) {
    Clock clock = loading.clock();
    Runnable settled = () -> Settle.until(clock.instant().plus(options.settleTime()), clock);
    FieldSetup setup =
        new FieldSetup(
            loading.requests(),
            loading.lists(),
            qtest,
            options.createFields(),
            options.withSuites(),
            settled);
    return new Preflight(
        options.projectKey(),
        new Preflight.Reading(loading.requests(), loading.lists(), setup, options.approves()),
        check,
        new FieldIds(store),
        loading.target());
  }

  private static Map<TargetKind, ObjectForm> forms(Loading loading, LogForm logs, long releaseId) {
    Place top = releaseId == 0 ? Place.ROOT : new Place(releaseId, "release");
    Map<TargetKind, ObjectForm> forms = new HashMap<>();
    forms.put(TargetKind.MODULE, new ModuleForm(loading));
    forms.put(TargetKind.TEST_CASE, new CaseForm(loading));
    forms.put(TargetKind.TEST_CYCLE, new CycleForm(loading, top));
    forms.put(TargetKind.TEST_SUITE, new SuiteForm(loading, top));
    forms.put(TargetKind.TEST_RUN, new RunForm(loading, top));
    forms.put(TargetKind.TEST_LOG, logs);
    return forms;
  }

  private static Map<String, Object> objectSteps(
      Loading loading, Map<TargetKind, ObjectForm> forms) {
    Map<TargetKind, String> names =
        Map.of(
            TargetKind.MODULE, "Module",
            TargetKind.TEST_CASE, "TestCase",
            TargetKind.TEST_CYCLE, "TestCycle",
            TargetKind.TEST_SUITE, "TestSuite",
            TargetKind.TEST_RUN, "TestRun",
            TargetKind.TEST_LOG, "TestLog");
    Map<String, Object> beans = new HashMap<>();
    names.forEach(
        (kind, name) -> {
          if (forms.get(kind) instanceof ChangeableForm form) {
            beans.put("request" + name, new RequestObjectStep(form, loading));
            beans.put("record" + name, new RecordObjectStep(form, loading));
          }
        });
    return beans;
  }
}
