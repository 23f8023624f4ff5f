package io.ztoq.app;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.report.ReportFormat;
import io.ztoq.report.ReportWriter;
import io.ztoq.report.RunReport;
import io.ztoq.run.ProjectStatus;
import io.ztoq.run.RejectGroup;
import io.ztoq.settings.Settings;
import io.ztoq.store.IndexAdvice;
import io.ztoq.store.RollbackLedger;
import io.ztoq.store.Store;
import io.ztoq.store.StoreFigures;
import io.ztoq.transform.MappingCoach;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Looks into a store that is there, without Camel and without calling anybody. */
public final class Inspection implements AutoCloseable {

  private final Settings settings;
  private final Store store;

  private Inspection(Settings settings, Store store) {
    this.settings = settings;
    this.store = store;
  }

  /**
   * @throws io.ztoq.failure.RunStopped (STO-020, exit code 4) when there is no store
   */
  public static Inspection open(Settings settings) {
    return new Inspection(
        Home.found(settings), StoreOpening.existing(StoreOpening.location(settings)));
  }

  public ProjectStatus status() {
    return ProjectStatus.of(store, settings.zephyr().projectKey());
  }

  /** What the next run would do in qTest. */
  public MigrationPlan plan() {
    return MigrationPlan.of(store, settings);
  }

  /** Distinct values of the source and what the mapping files make of them. */
  public MappingCoach.Advice advise() {
    return new MappingCoach(store, settings.zephyr().projectKey(), TransformBeans.rules(settings))
        .advise();
  }

  public List<RejectGroup> rejects() {
    return RejectGroup.open(store, settings.zephyr().projectKey());
  }

  /** What a rollback of the load would do in qTest; it reads each object before it decides. */
  public List<RollbackLedger.Prospect> rollback() {
    return new RollbackLedger(store, settings.zephyr().projectKey(), "").prospects();
  }

  /** Rows per table, of the project of the settings or of all. */
  public List<StoreFigures.Figure> figures() {
    String projectKey = settings.zephyr().projectKey();
    StoreFigures figures = new StoreFigures(store);
    return projectKey.isEmpty() ? figures.ofAll() : figures.of(projectKey);
  }

  public IndexAdvice indexes() {
    return new IndexAdvice(store);
  }

  /**
   * The report of a run.
   *
   * @param runId empty for the latest run of the project, or of all when no project is set
   * @param format text, json, csv or html
   * @throws RunStopped (CLI-014, exit code 2) when there is no run of that id
   */
  public String report(String runId, String format) {
    String projectKey = settings.zephyr().projectKey();
    Map<String, Integer> budgets =
        Map.of(
            "zephyr",
            settings.zephyr().requestsPerSecond(),
            "qtest",
            settings.qtest().requestsPerSecond());
    RunReport report =
        runId.isEmpty()
            ? RunReport.latest(
                store, projectKey.isEmpty() ? null : projectKey, budgets, Instant.now())
            : RunReport.of(store, runId, budgets, Instant.now());
    if (report.run() == null && !runId.isEmpty()) {
      throw new RunStopped(
          ExitCode.USAGE,
          "CLI-014",
          "no run '%s' in this store; `ztoq migrate status` lists the latest".formatted(runId));
    }
    return ReportWriter.render(report, ReportFormat.of(format));
  }

  @Override
  public void close() {
    store.close();
  }
}
