package io.ztoq.report;

import io.ztoq.store.RemoteCalls;
import io.ztoq.store.RemoteCalls.Calls;
import io.ztoq.store.ReportQueries;
import io.ztoq.store.ReportRows.Field;
import io.ztoq.store.ReportRows.FindingGroup;
import io.ztoq.store.ReportRows.LossGroup;
import io.ztoq.store.ReportRows.Objects;
import io.ztoq.store.ReportRows.Phase;
import io.ztoq.store.ReportRows.RejectGroup;
import io.ztoq.store.ReportRows.Run;
import io.ztoq.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything about one run, as the store knows it at this moment; can be made at any time, also
 * after a failure. The component names are the keys of the JSON report.
 *
 * @param run null when the store knows no run
 * @param sources entities of the source by name
 * @param budgets allowed requests per second by system, as far as the caller knows them
 */
public record RunReport(
    Instant createdAt,
    @Nullable Run run,
    List<Phase> phases,
    Map<String, Long> sources,
    List<Objects> objects,
    List<RejectGroup> rejects,
    List<LossGroup> losses,
    List<FindingGroup> findings,
    List<Calls> calls,
    List<Field> fields,
    Map<String, Integer> budgets) {

  public RunReport {
    phases = List.copyOf(phases);
    sources = new TreeMap<>(sources);
    objects = List.copyOf(objects);
    rejects = List.copyOf(rejects);
    losses = List.copyOf(losses);
    findings = List.copyOf(findings);
    calls = List.copyOf(calls);
    fields = List.copyOf(fields);
    budgets = new TreeMap<>(budgets);
  }

  /**
   * Reads the report of a run.
   *
   * @param now time of the report
   */
  public static RunReport of(Store store, String runId, Map<String, Integer> budgets, Instant now) {
    ReportQueries queries = new ReportQueries(store);
    Run run = queries.run(runId).orElse(null);
    if (run == null) {
      return new RunReport(
          now, null, List.of(), Map.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
          List.of(), budgets);
    }
    String project = run.projectKey();
    return new RunReport(
        now,
        run,
        queries.phases(runId),
        queries.sources(project),
        queries.objects(project, runId),
        queries.rejects(project),
        queries.losses(project),
        queries.findings(runId),
        new RemoteCalls(store).ofRun(runId),
        queries.fields(project),
        budgets);
  }

  /** The latest run, of a project or of any. */
  public static RunReport latest(
      Store store, @Nullable String projectKey, Map<String, Integer> budgets, Instant now) {
    return of(store, new ReportQueries(store).latestRun(projectKey).orElse(""), budgets, now);
  }
}
