package io.ztoq.report;

import io.ztoq.store.ReportRows.Example;
import io.ztoq.store.ReportRows.FindingGroup;
import io.ztoq.store.ReportRows.LossGroup;
import io.ztoq.store.ReportRows.Objects;
import io.ztoq.store.ReportRows.Phase;
import io.ztoq.store.ReportRows.RejectGroup;
import io.ztoq.store.ReportRows.Run;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The report for a terminal: about 80 columns, figures to the right. */
final class TextReport {

  /** Groups shown per section; the other formats have all. */
  private static final int MOST = 12;

  private final RunReport report;
  private final Summary summary;
  private final StringBuilder text = new StringBuilder();

  TextReport(RunReport report) {
    this.report = report;
    this.summary = new Summary(report);
  }

  String render() {
    head();
    phases();
    objects();
    findings();
    rejects();
    losses();
    calls();
    proof();
    return text.toString();
  }

  private void head() {
    Run run = report.run();
    Summary.Verdict verdict = summary.verdict();
    line(
        run == null
            ? "ztoq"
            : "Run %s of project %s (%s)".formatted(run.runId(), run.projectKey(), run.command()));
    String code =
        run == null || run.exitCode() == null ? "" : " (exit code " + run.exitCode() + ")";
    line(verdict.title() + code + (verdict.why().isEmpty() ? "" : ": " + verdict.why()));
    if (run != null) {
      line(
          "Started %s, %s"
              .formatted(Words.time(run.startedAt()), Words.duration(summary.duration())));
    }
  }

  private void phases() {
    List<String[]> rows = new ArrayList<>();
    for (Phase phase : report.phases()) {
      rows.add(
          row(
              phase.phase(),
              phase.state().toLowerCase(java.util.Locale.ROOT),
              Words.duration(summary.duration(phase)),
              phase.message() == null ? "" : phase.message()));
    }
    table("Phases", row("phase", "state", ">time", ""), rows);
  }

  private void objects() {
    List<String[]> rows = new ArrayList<>();
    for (Objects kind : summary.objects()) {
      rows.add(
          row(
              Words.kind(kind.kind()),
              Words.count(kind.planned()),
              Words.count(kind.written()),
              Words.count(kind.writtenNow()),
              Words.count(kind.verified()),
              Words.count(kind.open()),
              Words.count(kind.rejected()),
              Words.count(kind.held())));
    }
    table(
        "Objects in qTest",
        row(
            "kind",
            ">planned",
            ">written",
            ">by this run",
            ">verified",
            ">open",
            ">rejected",
            ">held"),
        rows);
  }

  private void findings() {
    List<String[]> rows = new ArrayList<>();
    for (FindingGroup group : first(summary.toLookAt())) {
      Example example = group.examples().get(0);
      rows.add(
          row(
              group.severity(),
              group.ruleId(),
              Words.count(group.count()),
              group.scope(),
              group.severity().equals("INFO")
                  ? named(example)
                  : withValues(named(example), example)));
    }
    table("Findings", row("severity", "rule", ">count", "of", "for example"), rows);
    more(summary.toLookAt().size());
  }

  private static String named(Example example) {
    boolean named =
        example.sourceKey().isEmpty() || example.message().startsWith(example.sourceKey());
    return named ? example.message() : example.sourceKey() + ": " + example.message();
  }

  private static String withValues(String message, Example example) {
    String expected = example.expected();
    String actual = example.actual();
    if (expected == null) {
      return actual == null ? message : "%s (%s)".formatted(message, actual);
    }
    return actual == null
        ? "%s; expected '%s'".formatted(message, expected)
        : "%s; expected '%s', there is '%s'".formatted(message, expected, actual);
  }

  private void rejects() {
    List<String[]> rows = new ArrayList<>();
    for (RejectGroup group : first(report.rejects())) {
      rows.add(
          row(Words.count(group.count()), group.code(), Words.kind(group.kind()), group.message()));
    }
    table("Rejected records, by cause", row(">count", "code", "kind", "message of one"), rows);
    more(report.rejects().size());
  }

  private void losses() {
    List<String[]> rows = new ArrayList<>();
    for (LossGroup group : first(report.losses())) {
      rows.add(
          row(
              group.severity(),
              group.kind(),
              Words.count(group.count()),
              group.entity(),
              (group.firstKey() + " " + group.field()).strip()
                  + ": "
                  + Words.kept(group.keptInstead())));
    }
    table("Losses", row("severity", "kind", ">count", "of", "for example"), rows);
    more(report.losses().size());
  }

  private void calls() {
    List<String[]> rows = new ArrayList<>();
    for (Summary.SystemCalls system : summary.systems()) {
      rows.add(
          row(
              system.system(),
              Words.count(system.count()),
              Words.decimal(system.perSecond()),
              system.budgetUse() == null ? "-" : Words.decimal(system.budgetUse()) + " %",
              Words.count(system.throttled()),
              Words.count(system.failed()),
              Words.bytes(system.sentBytes()),
              Words.bytes(system.receivedBytes())));
    }
    table(
        "Calls",
        row(
            "system",
            ">calls",
            ">per second",
            ">of budget",
            ">429",
            ">failed",
            ">sent",
            ">received"),
        rows);
  }

  private void proof() {
    List<FindingGroup> proof = summary.proof();
    if (!proof.isEmpty()) {
      line("");
      line("Proof");
      for (FindingGroup group : proof) {
        Example example = group.examples().get(0);
        String digest = example.actual() == null ? "" : ", sha256 " + example.actual();
        line(
            "  %-12s %s%s"
                .formatted(
                    group.ruleId().equals("VAL-PROOF") ? "All" : Words.kind(group.scope()),
                    example.message(),
                    digest));
      }
    }
  }

  private void more(int all) {
    if (all > MOST) {
      line("  and %d more groups, see the HTML or JSON report".formatted(all - MOST));
    }
  }

  private static <T> List<T> first(List<T> rows) {
    return rows.subList(0, Math.min(MOST, rows.size()));
  }

  private static String[] row(String... cells) {
    return cells;
  }

  /** A heading that begins with {@code >} is of a column of figures. */
  private void table(String title, String[] headings, List<String[]> rows) {
    if (rows.isEmpty()) {
      return;
    }
    line("");
    line(title);
    int[] widths = new int[headings.length];
    for (int i = 0; i < headings.length; i++) {
      widths[i] = headings[i].replace(">", "").length();
      for (String[] row : rows) {
        widths[i] = Math.max(widths[i], clean(row[i]).length());
      }
    }
    String[] names =
        Arrays.stream(headings).map(heading -> heading.replace(">", "")).toArray(String[]::new);
    line(cells(names, headings, widths));
    rows.forEach(row -> line(cells(row, headings, widths)));
  }

  private static String cells(String[] row, String[] headings, int[] widths) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < row.length; i++) {
      String side = headings[i].startsWith(">") ? "" : "-";
      cells.add(("%" + side + Math.max(1, widths[i]) + "s").formatted(clean(row[i])));
    }
    return "  "
        + Arrays.stream(cells.toArray(String[]::new))
            .collect(Collectors.joining("  "))
            .stripTrailing();
  }

  /** One line without control characters: what came from outside must not write to the terminal. */
  private static String clean(String cell) {
    String flat = cell.replaceAll("\\p{Cntrl}+", " ");
    return flat.length() > 160 ? flat.substring(0, 157) + "..." : flat;
  }

  private void line(String content) {
    text.append(content.replaceAll("\\p{Cntrl}+", " ")).append('\n');
  }
}
