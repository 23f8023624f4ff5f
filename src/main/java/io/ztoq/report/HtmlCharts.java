package io.ztoq.report;

import io.ztoq.store.RemoteCalls.Calls;
import io.ztoq.store.ReportRows.LossGroup;
import io.ztoq.store.ReportRows.Objects;
import io.ztoq.store.ReportRows.Phase;
import io.ztoq.store.ReportRows.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The figures behind the pictures of the HTML report; report.js draws them. */
final class HtmlCharts {

  private static final int MOST_REQUESTS = 12;

  private final RunReport report;
  private final Summary summary;

  HtmlCharts(RunReport report) {
    this.report = report;
    this.summary = new Summary(report);
  }

  Map<String, Object> content() {
    Map<String, Object> charts = new LinkedHashMap<>();
    charts.put("objects", objects());
    charts.put("phases", phases());
    charts.put("losses", losses());
    charts.put("calls", calls());
    return charts;
  }

  private List<Map<String, Object>> objects() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Objects kind : summary.objects()) {
      rows.add(
          Map.of(
              "name", Words.kind(kind.kind()),
              "verified", kind.verified(),
              "different", kind.different(),
              "written", Math.max(0, kind.written() - kind.verified() - kind.different()),
              "open", kind.open(),
              "rejected", kind.rejected() + kind.held()));
    }
    return rows;
  }

  /** Seconds since the run began. */
  private List<Map<String, Object>> phases() {
    Run run = report.run();
    List<Map<String, Object>> rows = new ArrayList<>();
    if (run != null) {
      for (Phase phase : report.phases()) {
        Instant end = phase.endedAt() == null ? report.createdAt() : phase.endedAt();
        rows.add(
            Map.of(
                "name", phase.phase(),
                "state", phase.state(),
                "from", seconds(run.startedAt(), phase.startedAt()),
                "to", seconds(run.startedAt(), end)));
      }
    }
    return rows;
  }

  private List<Map<String, Object>> losses() {
    Map<String, Map<String, Object>> byKind = new LinkedHashMap<>();
    for (LossGroup group : report.losses()) {
      Map<String, Object> row =
          byKind.computeIfAbsent(group.kind(), kind -> new LinkedHashMap<>(Map.of("name", kind)));
      row.merge(group.severity(), group.count(), (one, other) -> (long) one + (long) other);
    }
    return List.copyOf(byKind.values());
  }

  private List<Map<String, Object>> calls() {
    Map<String, Long> byRequest = new LinkedHashMap<>();
    for (Calls call : report.calls()) {
      byRequest.merge(call.system() + " " + call.request(), call.count(), Long::sum);
    }
    return byRequest.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(MOST_REQUESTS)
        .map(entry -> Map.<String, Object>of("name", entry.getKey(), "count", entry.getValue()))
        .toList();
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1000.0;
  }
}
