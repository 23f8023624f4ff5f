package io.ztoq.cli;

import io.ztoq.run.ProjectStatus;
import io.ztoq.run.ProjectStatus.ObjectCount;
import io.ztoq.run.ProjectStatus.RunLine;
import io.ztoq.run.RejectGroup;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** A status as text for people and as rows for spreadsheets. */
final class StatusText {

  private StatusText() {}

  static String of(ProjectStatus status) {
    StringJoiner text = new StringJoiner(System.lineSeparator());
    text.add("project " + status.projectKey());
    if (status.inUseBy() != null) {
      text.add("in use by " + status.inUseBy());
    }
    Table phases = new Table("phase", "status", "");
    status.phases().forEach((phase, word) -> phases.row(phase, word, why(status, phase, word)));
    text.add("").add(phases.text().stripTrailing());
    if (status.problem() != null) {
      text.add("").add(status.problem());
    }
    Table extracted = new Table("in the store", "rows");
    status.extracted().forEach(one -> extracted.row(one.table(), one.rows()));
    add(text, extracted);
    Table objects = new Table("in qTest", "state", "count");
    for (ObjectCount one : status.objects()) {
      objects.row(one.kind(), one.state(), one.count());
    }
    add(text, objects);
    Table rejects = new Table("rejected", "code", "count", "example");
    for (RejectGroup one : status.rejects()) {
      rejects.row(one.kind(), one.code(), one.count(), one.example());
    }
    add(text, rejects);
    Table losses = new Table("loss", "rows");
    status.losses().forEach(losses::row);
    add(text, losses);
    Table runs = new Table("run", "command", "started", "exit", "outcome");
    for (RunLine one : status.runs()) {
      runs.row(
          one.runId(),
          one.command(),
          one.startedAt(),
          one.exitCode() == null ? "-" : one.exitCode(),
          outcome(one, status.inUseBy()));
    }
    add(text, runs);
    return text.add("").add("next: " + status.next()).add("").toString();
  }

  private static void add(StringJoiner text, Table table) {
    if (!table.text().isEmpty()) {
      text.add("").add(table.text().stripTrailing());
    }
  }

  /** What partial means. */
  private static String why(ProjectStatus status, String phase, String word) {
    long rejects =
        status.rejects().stream()
            .filter(one -> one.flow().equals(phase))
            .mapToLong(RejectGroup::count)
            .sum();
    if (word.equals("partial")) {
      return rejects == 0
          ? "ended before its end"
          : rejects + " records rejected, the rest is done";
    }
    return word.equals("running") && status.inUseBy() == null ? "killed or crashed" : "";
  }

  private static String outcome(RunLine run, @Nullable String inUseBy) {
    String outcome = run.outcome();
    if (outcome != null) {
      return outcome;
    }
    return inUseBy != null && inUseBy.contains(run.runId()) ? "under way" : "killed or crashed";
  }

  static Table rows(ProjectStatus status) {
    Table rows = new Table("what", "name", "state", "count");
    status.phases().forEach((phase, state) -> rows.row("phase", phase, state, ""));
    status.extracted().forEach(one -> rows.row("stored", one.table(), "", one.rows()));
    status.objects().forEach(one -> rows.row("object", one.kind(), one.state(), one.count()));
    status.rejects().forEach(one -> rows.row("rejected", one.kind(), one.code(), one.count()));
    status.losses().forEach((kind, count) -> rows.row("loss", kind, "", count));
    return rows;
  }
}
