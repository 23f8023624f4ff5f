package io.ztoq.transform;

import io.ztoq.canonical.CustomField;
import io.ztoq.canonical.EntityLink;
import io.ztoq.mapping.Html;
import io.ztoq.mapping.MappingRules;
import io.ztoq.qtest.LogDocument;
import io.ztoq.qtest.Marker;
import io.ztoq.store.source.Cases.ExecutedCase;
import io.ztoq.store.source.Executions.ExecutionRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the document of a log (mapping.md 5). */
final class LogBuilder {

  /**
   * Everything the store holds of one execution.
   *
   * @param runFields custom fields of its run, which are those of the run's latest execution
   */
  record Source(
      ExecutionRow row, ExecutedCase testCase, Extras extras, Map<String, CustomField> runFields) {}

  /** Custom fields and links. */
  record Extras(List<CustomField> fields, List<EntityLink> links) {}

  private final MappingRules rules;

  LogBuilder(MappingRules rules) {
    this.rules = rules;
  }

  /**
   * @param status qTest's name
   * @param results of the steps, built
   */
  LogDocument build(Source source, String status, StepResults results, RecordTexts texts) {
    ExecutionRow row = source.row();
    noteLosses(source, texts);
    Instant end = end(row, texts);
    long took = row.executionTimeMs() == null ? 0 : row.executionTimeMs();
    String marker = Marker.of(Keys.execution(row.key(), row.id()));
    return new LogDocument(
        status,
        end.minusMillis(took),
        end,
        Marker.append(Html.lines(note(source, results, texts)), marker),
        marker,
        row.jiraVersionId() == null ? null : rules.references().version(row.jiraVersionId()),
        source.testCase().key(),
        results.stepCount(),
        results.logs());
  }

  private List<String> note(Source source, StepResults results, RecordTexts texts) {
    ExecutionRow row = source.row();
    List<String> lines = new ArrayList<>(List.of(texts.html("comment", row.comment())));
    if (row.executedById() != null) {
      lines.add(
          "Executed by " + Html.escape(texts.plain(rules.texts().userName(row.executedById()))));
    }
    lines.addAll(results.lines());
    for (CustomField field : source.extras().fields()) {
      if (!field.equals(source.runFields().get(field.name()))) {
        custom(field, lines, texts);
      }
    }
    links(source.extras().links(), lines, texts);
    return lines;
  }

  private void custom(CustomField field, List<String> lines, RecordTexts texts) {
    CustomValues.read(field)
        .ifPresent(
            value -> {
              String place = "customFields." + field.name();
              lines.add(texts.labelled(label(field.name()), texts.html(place, value.text())));
              texts.losses().add(LossKind.KEPT_AS_TEXT, place, "a line of the note");
            });
  }

  private String label(String name) {
    return rules
        .customFields()
        .labels(FieldPlan.CustomFields.EXECUTION.section())
        .getOrDefault(name, name);
  }

  private void links(List<EntityLink> links, List<String> lines, RecordTexts texts) {
    if (links.isEmpty()) {
      return;
    }
    if (rules.objects().linksAsText()) {
      LinkTexts.texts(links, texts)
          .forEach(link -> lines.add(texts.labelled("Link", Html.escape(link))));
      texts.losses().add(LossKind.KEPT_AS_TEXT, "links", "lines of the note");
    } else {
      texts
          .losses()
          .add(LossKind.NOT_REPRESENTABLE, "links", "stay in the store, by objects.links: none");
    }
  }

  private static Instant end(ExecutionRow row, RecordTexts texts) {
    if (row.end() != null) {
      return row.end();
    }
    @Nullable Instant planned = row.cycleEnd();
    String kept = planned == null ? "the time of extraction" : "the planned end of the cycle";
    texts.losses().add(LossKind.DATE_GUESSED, "actualEndDate", kept);
    return planned == null ? row.fetchedAt() : planned;
  }

  private static void noteLosses(Source source, RecordTexts texts) {
    ExecutionRow row = source.row();
    LossNotes losses = texts.losses();
    noteOlderVersion(source, losses);
    if (row.isAssignedToAnother()) {
      losses.add(LossKind.NOT_REPRESENTABLE, "assignedToId", "stays in the store");
    }
    if (row.automated()) {
      losses.add(
          LossKind.NOT_REPRESENTABLE, "automated", "a manual log; the flag stays in the store");
    }
    if (row.estimatedTimeMs() != null) {
      losses.add(LossKind.NOT_REPRESENTABLE, "estimatedTime", "stays in the store");
    }
  }

  /** Also said of an execution without log: its run is of the latest version. */
  static void noteOlderVersion(Source source, LossNotes losses) {
    Integer executed = source.row().caseVersion();
    int latest = source.testCase().version();
    if (executed != null && executed < latest) {
      losses.add(
          LossKind.OLDER_VERSION,
          "testCase",
          "version %d, the latest; executed was version %d".formatted(latest, executed));
    }
  }
}
