package io.ztoq.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.ztoq.store.RemoteCalls.Calls;
import io.ztoq.store.ReportRows.Example;
import io.ztoq.store.ReportRows.Field;
import io.ztoq.store.ReportRows.FindingGroup;
import io.ztoq.store.ReportRows.LossGroup;
import io.ztoq.store.ReportRows.Objects;
import io.ztoq.store.ReportRows.Phase;
import io.ztoq.store.ReportRows.RejectGroup;
import io.ztoq.store.ReportRows.Run;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The report as one table, a row per figure: type says which section, name what is counted, state
 * which of its counts. Columns: type, name, state, count, source_key, message, expected, actual.
 */
final class CsvReport {

  private static final CsvSchema SCHEMA =
      CsvSchema.builder()
          .addColumns(
              List.of(
                  "type", "name", "state", "count", "source_key", "message", "expected", "actual"),
              CsvSchema.ColumnType.STRING)
          .setUseHeader(true)
          .build();

  private final RunReport report;
  private final List<String[]> rows = new ArrayList<>();

  CsvReport(RunReport report) {
    this.report = report;
  }

  String render() {
    run();
    report.phases().forEach(this::phase);
    report.sources().forEach((name, count) -> add("source", name, "extracted", count, "", ""));
    report.objects().forEach(this::objects);
    report.findings().forEach(this::findings);
    for (RejectGroup group : report.rejects()) {
      add("reject", group.kind(), group.code(), group.count(), group.firstKey(), group.message());
    }
    for (LossGroup group : report.losses()) {
      add(
          "loss",
          group.kind(),
          group.severity(),
          group.count(),
          group.firstKey(),
          (group.entity() + " " + group.field()).strip() + ": " + Words.kept(group.keptInstead()));
    }
    callsAndFields();
    return text();
  }

  private void callsAndFields() {
    for (Calls call : report.calls()) {
      add(
          "calls",
          call.system() + " " + call.request(),
          String.valueOf(call.status()),
          call.count(),
          "",
          "");
    }
    for (Field field : report.fields()) {
      row(
          "field",
          field.objectType() + " " + field.label(),
          Words.type(field.dataType()),
          "",
          "",
          field.inferredAs() == null ? "" : field.inferredAs(),
          field.source(),
          String.valueOf(field.fieldId()));
    }
  }

  private void run() {
    Run run = report.run();
    if (run != null) {
      row(
          "run",
          run.runId(),
          run.command(),
          run.exitCode() == null ? "" : String.valueOf(run.exitCode()),
          run.projectKey(),
          run.outcome(),
          run.startedAt().toString(),
          String.valueOf(run.endedAt()));
    }
  }

  private void phase(Phase phase) {
    row(
        "phase",
        phase.phase(),
        phase.state(),
        "",
        "",
        phase.message(),
        phase.startedAt().toString(),
        String.valueOf(phase.endedAt()));
  }

  private void objects(Objects kind) {
    add("objects", kind.kind(), "planned", kind.planned(), "", "");
    add("objects", kind.kind(), "written", kind.written(), "", "");
    add("objects", kind.kind(), "written by this run", kind.writtenNow(), "", "");
    add("objects", kind.kind(), "open", kind.open(), "", "");
    add("objects", kind.kind(), "rejected", kind.rejected(), "", "");
    add("objects", kind.kind(), "held", kind.held(), "", "");
    add("objects", kind.kind(), "verified", kind.verified(), "", "");
    add("objects", kind.kind(), "different", kind.different(), "", "");
  }

  private void findings(FindingGroup group) {
    for (Example example : group.examples()) {
      row(
          "finding",
          group.ruleId(),
          group.severity(),
          String.valueOf(group.count()),
          example.sourceKey(),
          example.message(),
          example.expected(),
          example.actual());
    }
  }

  private void add(
      String type, String name, String state, long count, String sourceKey, String message) {
    row(type, name, state, String.valueOf(count), sourceKey, message, null, null);
  }

  private void row(@Nullable String... cells) {
    String[] safe = new String[cells.length];
    for (int i = 0; i < cells.length; i++) {
      safe[i] = safe(cells[i]);
    }
    rows.add(safe);
  }

  /** A spreadsheet must not take what came from outside for a formula. */
  private static String safe(@Nullable String cell) {
    if (cell == null || cell.equals("null")) {
      return "";
    }
    return cell.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + cell : cell;
  }

  private String text() {
    try {
      return new CsvMapper().writer(SCHEMA).writeValueAsString(rows);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
