package io.ztoq.app;

import io.ztoq.extract.DueDetails;
import io.ztoq.extract.ExtractOptions;
import io.ztoq.extract.ExtractOptions.Paging;
import io.ztoq.extract.ExtractOptions.Reread;
import io.ztoq.extract.ExtractScope;
import io.ztoq.extract.FetchAttachmentStep;
import io.ztoq.extract.JoinRecordsStep;
import io.ztoq.extract.ListAttachmentsStep;
import io.ztoq.extract.ListCheckpoints;
import io.ztoq.extract.ListEnd;
import io.ztoq.extract.ObjectReader;
import io.ztoq.extract.PageRows;
import io.ztoq.extract.ProjectLists;
import io.ztoq.extract.ReadExecutionStepsStep;
import io.ztoq.extract.ReadLinksStep;
import io.ztoq.extract.ReadScriptStep;
import io.ztoq.extract.ReadVersionsStep;
import io.ztoq.extract.RequestPageStep;
import io.ztoq.extract.ResumeListStep;
import io.ztoq.extract.StopRequest;
import io.ztoq.extract.StorePageStep;
import io.ztoq.extract.VerifyProjectStep;
import io.ztoq.run.EarlierRuns;
import io.ztoq.run.FirstFailure;
import io.ztoq.run.PassOnStep;
import io.ztoq.settings.Settings;
import io.ztoq.settings.ZephyrSettings;
import io.ztoq.store.AttachmentContents;
import io.ztoq.store.AttachmentRecords;
import io.ztoq.store.Checkpoints;
import io.ztoq.store.DetailRecords;
import io.ztoq.store.DueRecords;
import io.ztoq.store.ExtractFindings;
import io.ztoq.store.KnownCases;
import io.ztoq.store.ListPages;
import io.ztoq.store.ListSweeps;
import io.ztoq.store.RecordJoins;
import io.ztoq.store.SourceProjects;
import io.ztoq.store.Store;
import io.ztoq.store.VersionsDue;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The beans of routes/extract, by name. */
public final class ExtractBeans {

  private final Wiring wiring;
  private final Store store;
  private final Clock clock = Clock.systemUTC();
  private final ExtractScope scope;
  private final ExtractOptions options;
  private final FirstFailure failure = new FirstFailure();
  private final StopRequest stop;
  private final ObjectReader reader;
  private final Map<String, Object> beans = new HashMap<>();

  private ExtractBeans(Wiring wiring) {
    this.wiring = wiring;
    this.store = wiring.store();
    this.scope = new ExtractScope(wiring.projectKey(), wiring.runId(), store);
    this.options = options(wiring.settings());
    this.stop = new StopRequest(wiring.stopRequested(), failure);
    this.reader = new ObjectReader(wiring.zephyr());
  }

  public static Map<String, Object> of(Wiring wiring) {
    ExtractBeans made = new ExtractBeans(wiring);
    made.lists();
    made.details();
    made.attachments();
    return made.beans;
  }

  private void lists() {
    ListCheckpoints checkpoints = new ListCheckpoints(scope, new Checkpoints(store));
    ListPages pages = new ListPages(store, clock);
    ExtractFindings findings = new ExtractFindings(store);
    ListEnd end = new ListEnd(scope, pages, new ListSweeps(store, clock), checkpoints, findings);
    PageRows rows = new PageRows(scope, new KnownCases(store));
    EarlierRuns earlier = new EarlierRuns(store, wiring.projectKey());
    beans.put("stopRequest", stop);
    beans.put("stopExtract", new PassOnStep(failure));
    beans.put("verifyProject", new VerifyProjectStep(scope, new SourceProjects(store, clock)));
    beans.put("projectLists", new ProjectLists());
    beans.put(
        "resumeList", new ResumeListStep(scope, options, checkpoints, pages, end, earlier, clock));
    beans.put("requestListPage", new RequestPageStep(scope, options, stop));
    beans.put(
        "storeListPage", new StorePageStep(scope, options, rows, pages, checkpoints, end, clock));
    beans.put(
        "joinRecords",
        new JoinRecordsStep(
            scope, options, reader, new RecordJoins(store), new VersionsDue(store), findings));
  }

  private void details() {
    DetailRecords details = new DetailRecords(store, clock);
    beans.put("dueDetails", new DueDetails(scope, new DueRecords(store), stop));
    beans.put("readScript", new ReadScriptStep(scope, reader, details));
    beans.put("readExecutionSteps", new ReadExecutionStepsStep(scope, reader, details));
    beans.put("readVersions", new ReadVersionsStep(scope, reader, details));
    beans.put("readLinks", new ReadLinksStep(scope, reader, details));
  }

  private void attachments() {
    AttachmentRecords attachments = new AttachmentRecords(store, clock);
    AttachmentContents contents = new AttachmentContents(store, clock);
    beans.put("listAttachments", new ListAttachmentsStep(scope, reader, attachments));
    beans.put(
        "fetchAttachment",
        new FetchAttachmentStep(scope, reader, attachments, contents, downloads()));
  }

  /** Beside the store, where there is room for what goes into it. */
  private Path downloads() {
    Path file = store.location().file();
    return file == null
        ? OldFolders.of(wiring.runId())
        : file.resolveSibling(file.getFileName() + "-downloads");
  }

  private static ExtractOptions options(Settings settings) {
    ZephyrSettings zephyr = settings.zephyr();
    Paging paging =
        switch (zephyr.lists()) {
          case AUTO -> Paging.AUTO;
          case NEXTGEN -> Paging.CURSOR;
          case OFFSET -> Paging.ROW_NUMBER;
        };
    VersionsDue.Rule versions =
        switch (zephyr.versions()) {
          case AUTO -> VersionsDue.Rule.LATER_EXECUTED;
          case EXECUTED -> VersionsDue.Rule.EXECUTED;
          case ALL -> VersionsDue.Rule.ALL;
          case NONE -> VersionsDue.Rule.NONE;
        };
    Reread reread =
        switch (zephyr.reread()) {
          case AUTO -> settings.migration().incremental() ? Reread.UPDATED : Reread.ALL;
          case UPDATED -> Reread.UPDATED;
          case ALL -> Reread.ALL;
          case CHANGED -> Reread.NONE;
        };
    return new ExtractOptions(
        zephyr.pageSize(),
        paging,
        reread,
        versions,
        Duration.ofMinutes(zephyr.overlapMinutes()),
        Math.toIntExact(Math.min(settings.migration().limit(), Integer.MAX_VALUE)));
  }
}
