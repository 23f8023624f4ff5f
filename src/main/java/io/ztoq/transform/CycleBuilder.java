package io.ztoq.transform;

import io.ztoq.canonical.CustomField;
import io.ztoq.canonical.EntityLink;
import io.ztoq.mapping.Html;
import io.ztoq.mapping.MappingRules;
import io.ztoq.mapping.OwnFields.Property;
import io.ztoq.mapping.PlannedField;
import io.ztoq.mapping.SourceValue;
import io.ztoq.qtest.CycleDocument;
import io.ztoq.qtest.FieldValue;
import io.ztoq.qtest.Marker;
import io.ztoq.store.source.Cycles.CycleRow;
import io.ztoq.transform.FieldPlan.CustomFields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the document of a cycle: text, since qTest's cycles have no fields, or a test suite with
 * fields.
 */
final class CycleBuilder {

  /** Everything the store holds of one cycle. */
  record Source(CycleRow row, List<CustomField> fields, List<EntityLink> links) {}

  private final MappingRules rules;
  private final FieldPlan plan;
  private final boolean asSuites;

  CycleBuilder(MappingRules rules, FieldPlan plan, boolean asSuites) {
    this.rules = rules;
    this.plan = plan;
    this.asSuites = asSuites;
  }

  CycleDocument build(Source source, LossNotes losses) {
    CycleRow row = source.row();
    RecordTexts texts = new RecordTexts(rules.texts(), losses);
    if (row.folderId() == null && row.sourceFolderId() != null) {
      losses.add(
          LossKind.ORPHAN_CYCLE,
          "folder",
          "the root; folder %d does not exist".formatted(row.sourceFolderId()));
    }
    List<String> lines = new ArrayList<>(List.of(texts.html("description", row.description())));
    List<FieldValue> fields = asSuites ? fields(source, texts) : List.of();
    if (!asSuites) {
      lines.addAll(block(source, texts));
    }
    String marker = Marker.of(Keys.cycle(row.key()));
    String name = Names.check(row.key(), row.name());
    return new CycleDocument(name, Marker.append(Html.lines(lines), marker), marker, fields);
  }

  private List<String> block(Source source, RecordTexts texts) {
    CycleRow row = source.row();
    List<String> lines = new ArrayList<>();
    line(lines, texts, "plannedStartDate", "Planned start", text(row.plannedStart()));
    line(lines, texts, "plannedEndDate", "Planned end", text(row.plannedEnd()));
    line(
        lines,
        texts,
        "status",
        "Status",
        Names.resolved(row.key(), "status", row.status(), row.statusId()));
    line(
        lines,
        texts,
        "owner",
        "Owner",
        row.ownerId() == null ? null : rules.texts().userName(row.ownerId()));
    line(lines, texts, "jiraProjectVersion", "Jira version", version(row));
    for (CustomField field : source.fields()) {
      String label =
          rules
              .customFields()
              .labels(CustomFields.CYCLE.section())
              .getOrDefault(field.name(), field.name());
      CustomValues.read(field)
          .ifPresent(
              value -> {
                String place = "customFields." + field.name();
                lines.add(texts.labelled(label, texts.html(place, value.text())));
                texts.losses().add(LossKind.KEPT_AS_TEXT, place, "a line of the description");
              });
    }
    links(source.links(), texts).forEach(link -> line(lines, texts, "links", "Link", link));
    return lines;
  }

  private List<FieldValue> fields(Source source, RecordTexts texts) {
    CycleRow row = source.row();
    FieldWriter writer = new FieldWriter(row.key(), rules.fields());
    writer.own(Property.PLANNED_START, text(row.plannedStart()));
    writer.own(Property.PLANNED_END, text(row.plannedEnd()));
    writer.own(Property.STATUS, Names.resolved(row.key(), "status", row.status(), row.statusId()));
    writer.own(
        Property.OWNER, row.ownerId() == null ? null : rules.texts().userName(row.ownerId()));
    writer.own(Property.VERSION, version(row));
    for (CustomField field : source.fields()) {
      SourceValue value = CustomValues.read(field).orElse(null);
      PlannedField target = plan.find(CustomFields.CYCLE, field.name());
      if (value != null && target != null) {
        writer.custom(target, value, texts);
      }
    }
    List<String> links = links(source.links(), texts);
    if (!links.isEmpty()) {
      writer.own(Property.LINKS, String.join("\n", links));
      texts
          .losses()
          .add(
              LossKind.KEPT_AS_TEXT,
              "links",
              "text in '" + rules.fields().label(Property.LINKS) + "'");
    }
    return writer.all();
  }

  private List<String> links(List<EntityLink> links, RecordTexts texts) {
    if (!links.isEmpty() && !rules.objects().linksAsText()) {
      texts
          .losses()
          .add(LossKind.NOT_REPRESENTABLE, "links", "stay in the store, by objects.links: none");
      return List.of();
    }
    return LinkTexts.texts(links, texts);
  }

  private static void line(
      List<String> lines, RecordTexts texts, String field, String label, @Nullable String value) {
    if (value != null) {
      lines.add(texts.labelled(label, Html.escape(texts.plain(value))));
      texts.losses().add(LossKind.KEPT_AS_TEXT, field, "a line of the description");
    }
  }

  private @Nullable String version(CycleRow row) {
    return row.jiraVersionId() == null ? null : rules.references().version(row.jiraVersionId());
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }
}
