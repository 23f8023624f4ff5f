package io.ztoq.app;

import io.ztoq.call.Door;
import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.load.TargetCheck;
import io.ztoq.qtest.QTestLists;
import io.ztoq.qtest.QTestRequests;
import io.ztoq.report.ReportFormat;
import io.ztoq.report.ReportWriter;
import io.ztoq.report.RunReport;
import io.ztoq.run.Holder;
import io.ztoq.run.Lease;
import io.ztoq.run.RunBook;
import io.ztoq.run.RunContext;
import io.ztoq.run.SingleProcess;
import io.ztoq.run.StopSignal;
import io.ztoq.run.Verdict;
import io.ztoq.settings.Settings;
import io.ztoq.store.Store;
import io.ztoq.store.StoreLocation;
import io.ztoq.store.TargetBinding;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs phases of the migration of one project, from opening the store to the report. */
public final class MigrationApp {

  private static final Logger LOG = LoggerFactory.getLogger(MigrationApp.class);

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  /** Before the name of a phase that is to be taken back. */
  public static final String ROLLBACK = "rollback-";

  private final Settings settings;
  private final StopSignal stop;
  private final Watcher watcher;

  public MigrationApp(Settings settings, StopSignal stop, Watcher watcher) {
    this.settings = settings;
    this.stop = stop;
    this.watcher = watcher;
  }

  /**
   * Runs {@code phases} in their order; a run that was interrupted is gone on with. The report is
   * written in every case in which the run got as far as the store.
   *
   * @param command what the user called, for the run's record
   * @param phases extract, transform, load, validate; or phases to take back, behind {@link
   *     #ROLLBACK}
   * @throws io.ztoq.failure.RunStopped when the run could not begin: store, lock, lease
   */
  public RunResult run(String command, List<String> phases) {
    StoreLocation location = StoreOpening.location(settings);
    RunContext run = context(command, phases);
    Path file = location.file();
    // before anything opens the file: who makes the tables of a new store keeps others out
    StoreOpening.refuseWithoutFolder(file);
    try (SingleProcess held = file == null ? null : SingleProcess.lock(file);
        Store store = StoreOpening.prepared(location);
        Lease lease = Lease.acquire(store, run, stop)) {
      OldFolders.clean(store);
      RunBook book = new RunBook(store, run, stop);
      book.start();
      return end(store, run, book, phases(store, run, book));
    }
  }

  private RunContext context(String command, List<String> phases) {
    Instant now = Instant.now();
    String runId =
        "run-%s-%04x".formatted(STAMP.format(now), ThreadLocalRandom.current().nextInt(0x10000));
    return new RunContext(
        runId, settings.zephyr().projectKey(), command, phases, now, Holder.self(), Version.text());
  }

  /** Null when all phases ended. */
  private @Nullable Outcome phases(Store store, RunContext run, RunBook book) {
    boolean files = settings.migration().includeAttachments();
    try (Works works = Works.open(settings, store, run, book, stop);
        RunSight sight = RunSight.open(store, run, book, works.doors(), watcher, files)) {
      new Verification(settings, works.zephyr(), works.qtest()).before(run.phases());
      refuseOtherTarget(store, run, works.qtest());
      works
          .runtime()
          .run(
              isRollback(run) ? "direct:rollback-project" : "direct:run-migration",
              Map.of("projectKey", run.projectKey(), "runId", run.runId(), "phases", run.phases()));
      book.refuseUnlessAllDone();
      return null;
    } catch (Exception | LinkageError | OutOfMemoryError | StackOverflowError problem) {
      Outcome outcome = Outcome.of(problem);
      LOG.info("run ended early runId={} {}", run.runId(), outcome.line());
      return outcome;
    }
  }

  /** Everything that works with ids of qTest must work in the project that they are from. */
  private void refuseOtherTarget(Store store, RunContext run, Door qtest) {
    if (Set.of("load", "validate", ROLLBACK + "load").stream().anyMatch(run.phases()::contains)) {
      long projectId = settings.qtest().projectId();
      new TargetCheck(
              new TargetBinding(store, run.projectKey()),
              new QTestRequests(projectId),
              new QTestLists(qtest, settings.qtest().pageSize()),
              settings.qtest().baseUrl(),
              projectId)
          .refuseOther();
    }
  }

  private static boolean isRollback(RunContext run) {
    return run.phases().get(0).startsWith(ROLLBACK);
  }

  private RunResult end(Store store, RunContext run, RunBook book, @Nullable Outcome early) {
    Verdict verdict =
        isRollback(run)
            ? Verdict.ofRollback(store, run.runId())
            : Verdict.of(store, run.projectKey(), run.runId());
    Outcome outcome = writtenDown(book, early, verdict);
    ExitCode code =
        outcome != null
            ? outcome.exitCode()
            : verdict.isClean() ? ExitCode.CLEAN : ExitCode.FINDINGS;
    Reports reports = new Reports(settings, store);
    RunReport report = reports.of(run.runId());
    boolean begun = outcome == null || !report.phases().isEmpty();
    String summary = begun ? ReportWriter.render(report, ReportFormat.TEXT) : "";
    String why = outcome == null ? null : outcome.line();
    try {
      return new RunResult(run.runId(), code, why, verdict, reports.write(report), summary);
    } catch (RunStopped problem) {
      return withoutReport(
          new RunResult(run.runId(), code, why, verdict, List.of(), summary), problem, book);
    }
  }

  /**
   * A store that takes nothing any more must not hide how the run ended, nor keep its report away.
   *
   * @param early null when all phases ended
   * @return how the run ended; null when all phases ended and the store knows it
   */
  private static @Nullable Outcome writtenDown(
      RunBook book, @Nullable Outcome early, Verdict verdict) {
    try {
      if (early == null) {
        book.finish(verdict.isClean() ? ExitCode.CLEAN : ExitCode.FINDINGS, verdict.line());
      } else {
        book.abort(early.exitCode() == ExitCode.STOPPED, early.line());
        book.finish(early.exitCode(), early.line());
      }
      return early;
    } catch (RunStopped problem) {
      LOG.info("how the run ended is not in the store: {}", problem.line());
      return early == null ? Outcome.of(problem) : early;
    }
  }

  /** A report that cannot be written must not hide how the run ended. */
  private static RunResult withoutReport(RunResult result, RunStopped problem, RunBook book) {
    String failure = result.failure();
    if (failure != null) {
      LOG.warn("no report file: {}", problem.line());
      return result;
    }
    writtenDown(book, Outcome.of(problem), result.verdict());
    return new RunResult(
        result.runId(),
        problem.exitCode(),
        problem.line(),
        result.verdict(),
        List.of(),
        result.summary());
  }
}
