package io.ztoq.report;

import io.ztoq.store.RemoteCalls.Calls;
import io.ztoq.store.ReportRows.Example;
import io.ztoq.store.ReportRows.Field;
import io.ztoq.store.ReportRows.FindingGroup;
import io.ztoq.store.ReportRows.LossGroup;
import io.ztoq.store.ReportRows.Objects;
import io.ztoq.store.ReportRows.Phase;
import io.ztoq.store.ReportRows.RejectGroup;
import io.ztoq.store.ReportRows.Run;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the template of the HTML report shows, as texts. */
final class HtmlPage {

  private final RunReport report;
  private final Summary summary;

  HtmlPage(RunReport report) {
    this.report = report;
    this.summary = new Summary(report);
  }

  Map<String, Object> content() {
    Map<String, Object> page = new LinkedHashMap<>();
    Summary.Verdict verdict = summary.verdict();
    page.put(
        "verdict", Map.of("tone", verdict.tone(), "title", verdict.title(), "why", verdict.why()));
    page.put("created", Words.time(report.createdAt()));
    if (report.run() != null) {
      page.put("run", run(report.run()));
    }
    page.put("tiles", tiles());
    section(page, "phases", report.phases(), this::phase);
    section(page, "objects", summary.objects(), HtmlPage::objects);
    section(
        page,
        "sources",
        report.sources().entrySet().stream().filter(entry -> entry.getValue() > 0).toList(),
        entry -> Map.of("name", entry.getKey(), "count", Words.count(entry.getValue())));
    section(page, "findings", summary.toLookAt(), HtmlPage::findings);
    section(page, "proof", summary.proof(), HtmlPage::proof);
    section(page, "rejects", report.rejects(), HtmlPage::reject);
    section(page, "losses", report.losses(), HtmlPage::loss);
    section(page, "systems", summary.systems(), HtmlPage::system);
    section(page, "calls", report.calls(), HtmlPage::call);
    section(page, "fields", report.fields(), HtmlPage::field);
    return page;
  }

  /** The rows, and whether there are any, so that a section without rows can be left out. */
  private static <T> void section(
      Map<String, Object> page, String name, List<T> rows, Function<T, Map<String, Object>> shape) {
    if (!rows.isEmpty()) {
      page.put(name, Map.of("rows", rows.stream().map(shape).toList()));
    }
  }

  private Map<String, Object> run(Run run) {
    return texts(
        "id", run.runId(),
        "project", run.projectKey(),
        "command", run.command(),
        "started", Words.time(run.startedAt()),
        "duration", Words.duration(summary.duration()),
        "exitCode", run.exitCode() == null ? "none yet" : String.valueOf(run.exitCode()),
        "host", run.host(),
        "version", run.version());
  }

  private List<Map<String, Object>> tiles() {
    return List.of(
        tile(
            "in qTest",
            summary.written(),
            "of " + Words.count(summary.planned()) + " planned",
            "good"),
        tile("written now", summary.writtenNow(), "by this run", "plain"),
        tile("verified", summary.verified(), "read back without a difference", "good"),
        tile(
            "differences",
            summary.differences(),
            "found by comparing with qTest",
            summary.differences() > 0 ? "bad" : "plain"),
        tile("rejected", summary.rejects(), "records", summary.rejects() > 0 ? "bad" : "plain"),
        tile(
            "losses",
            summary.losses(),
            "written down, none silent",
            summary.losses() > 0 ? "warn" : "plain"),
        tile("calls", summary.calls(), "to both systems", "plain"));
  }

  private static Map<String, Object> tile(String name, long value, String note, String tone) {
    return texts(
        "name",
        name,
        "value",
        Words.count(value),
        "note",
        note,
        "tone",
        value == 0 ? "plain" : tone);
  }

  private Map<String, Object> phase(Phase phase) {
    return texts(
        "name", phase.phase(),
        "state", phase.state().toLowerCase(Locale.ROOT),
        "started", Words.time(phase.startedAt()),
        "duration", Words.duration(summary.duration(phase)),
        "message", phase.message());
  }

  private static Map<String, Object> objects(Objects kind) {
    return texts(
        "name", Words.kind(kind.kind()),
        "planned", Words.count(kind.planned()),
        "written", Words.count(kind.written()),
        "now", Words.count(kind.writtenNow()),
        "verified", Words.count(kind.verified()),
        "different", Words.count(kind.different()),
        "open", Words.count(kind.open()),
        "rejected", Words.count(kind.rejected()),
        "held", Words.count(kind.held()));
  }

  private static Map<String, Object> findings(FindingGroup group) {
    Map<String, Object> row =
        texts(
            "severity", group.severity().toLowerCase(Locale.ROOT),
            "rule", group.ruleId(),
            "phase", group.phase(),
            "scope", Words.kind(group.scope()),
            "count", Words.count(group.count()),
            "message", group.examples().get(0).message());
    row.put("opened", group.severity().equals("ERROR"));
    row.put("examples", group.examples().stream().map(HtmlPage::example).toList());
    return row;
  }

  private static Map<String, Object> example(Example example) {
    return texts(
        "key", example.sourceKey(),
        "message", example.message(),
        "expected", example.expected(),
        "actual", example.actual());
  }

  private static Map<String, Object> proof(FindingGroup group) {
    Example example = group.examples().get(0);
    return texts(
        "name", group.ruleId().equals("VAL-PROOF") ? "All together" : Words.kind(group.scope()),
        "message", example.message(),
        "digest", example.actual());
  }

  private static Map<String, Object> reject(RejectGroup group) {
    String keys =
        group.count() == 1
            ? group.firstKey()
            : "%s ... %s".formatted(group.firstKey(), group.lastKey());
    return texts(
        "count", Words.count(group.count()),
        "code", group.code(),
        "flow", group.flow(),
        "kind", Words.kind(group.kind()),
        "message", group.message(),
        "keys", keys,
        "fingerprint", group.fingerprint());
  }

  private static Map<String, Object> loss(LossGroup group) {
    return texts(
        "severity", group.severity().toLowerCase(Locale.ROOT),
        "kind", group.kind(),
        "entity", group.entity(),
        "count", Words.count(group.count()),
        "key", group.firstKey(),
        "field", group.field(),
        "kept", group.keptInstead());
  }

  private static Map<String, Object> system(Summary.SystemCalls system) {
    return texts(
        "name", system.system(),
        "count", Words.count(system.count()),
        "perSecond", Words.decimal(system.perSecond()),
        "budget", system.budget() == null ? "-" : system.budget() + "/s",
        "use", system.budgetUse() == null ? "-" : Words.decimal(system.budgetUse()) + " %",
        "throttled", Words.count(system.throttled()),
        "failed", Words.count(system.failed()),
        "sent", Words.bytes(system.sentBytes()),
        "received", Words.bytes(system.receivedBytes()),
        "average", system.averageMs() + " ms");
  }

  private static Map<String, Object> call(Calls call) {
    return texts(
        "system", call.system(),
        "request", call.request(),
        "status", call.status() == 0 ? "lost" : String.valueOf(call.status()),
        "count", Words.count(call.count()),
        "average", call.count() == 0 ? "-" : call.totalMs() / call.count() + " ms");
  }

  private static Map<String, Object> field(Field field) {
    return texts(
        "object", field.objectType(),
        "source", field.source(),
        "label", field.label(),
        "type", Words.type(field.dataType()),
        "inferred", field.inferredAs(),
        "options", field.options(),
        "id", field.fieldId() == null ? "to be created" : String.valueOf(field.fieldId()));
  }

  /** Names and texts in turn; a null text is empty. */
  private static Map<String, Object> texts(@Nullable String... namesAndTexts) {
    Map<String, Object> texts = new LinkedHashMap<>();
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      String text = namesAndTexts[i + 1];
      texts.put(String.valueOf(namesAndTexts[i]), text == null ? "" : text);
    }
    return texts;
  }
}
