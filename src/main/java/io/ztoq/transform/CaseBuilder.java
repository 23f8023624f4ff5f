package io.ztoq.transform;

import com.fasterxml.jackson.databind.JsonNode;
import io.ztoq.canonical.CustomField;
import io.ztoq.canonical.EntityLink;
import io.ztoq.failure.RecordRejected;
import io.ztoq.mapping.MappingRules;
import io.ztoq.mapping.OwnFields.Property;
import io.ztoq.mapping.PlannedField;
import io.ztoq.mapping.SourceValue;
import io.ztoq.qtest.CaseDocument;
import io.ztoq.qtest.FieldValue;
import io.ztoq.qtest.Marker;
import io.ztoq.store.Json;
import io.ztoq.store.source.Cases.CaseRow;
import io.ztoq.store.source.Cases.StepRow;
import io.ztoq.transform.FieldPlan.CustomFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the document of a test case (mapping.md 3). */
final class CaseBuilder {

  /** Everything the store holds of one case. */
  record Source(
      CaseRow row, List<StepRow> steps, List<CustomField> fields, List<EntityLink> links) {}

  private final MappingRules rules;
  private final FieldPlan plan;
  private final CallGraph calls;

  CaseBuilder(MappingRules rules, FieldPlan plan, CallGraph calls) {
    this.rules = rules;
    this.plan = plan;
    this.calls = calls;
  }

  /**
   * @param ids numbers of the called cases that exist, by key
   * @throws RecordRejected when a value has no rule or does not fit
   */
  CaseDocument build(Source source, Map<String, Long> ids, LossNotes losses) {
    CaseRow row = source.row();
    RecordTexts texts = new RecordTexts(rules.texts(), losses);
    Names.checkRead(row.key(), "steps or script", row.isUnread());
    noteLosses(row, texts);
    List<FieldValue> fields = fields(source, texts);
    return new CaseDocument(
        row.key(),
        Names.check(row.key(), row.name()),
        texts.html("objective", row.objective()),
        texts.html("precondition", row.precondition()),
        fields,
        new StepBuilder(row.id(), calls, ids, texts).build(source.steps()));
  }

  private void noteLosses(CaseRow row, RecordTexts texts) {
    texts.lookForParameters("objective", row.objective());
    texts.lookForParameters("precondition", row.precondition());
    if (row.folderId() == null && row.sourceFolderId() != null) {
      String kept =
          "module '%s'; folder %d does not exist"
              .formatted(rules.objects().noFolderModule(), row.sourceFolderId());
      texts.losses().add(LossKind.ORPHAN_CASE, "folder", kept);
    }
    if (row.version() > 1) {
      String kept =
          "version %d; older ones that stay in Zephyr: %d"
              .formatted(row.version(), row.version() - 1);
      texts.losses().add(LossKind.OLDER_VERSION, "version", kept);
    }
  }

  private List<FieldValue> fields(Source source, RecordTexts texts) {
    CaseRow row = source.row();
    FieldWriter writer = new FieldWriter(row.key(), rules.fields());
    writer.put(FieldValue.of(Marker.KEY_FIELD, row.key()));
    String priority = Names.resolved(row.key(), "priority", row.priority(), row.priorityId());
    if (priority != null) {
      writer.own(Property.PRIORITY, rules.priority().translate(row.key(), priority));
    }
    writer.own(
        Property.STATUS,
        texts.plain(Names.resolved(row.key(), "status", row.status(), row.statusId())));
    writer.own(
        Property.OWNER, row.ownerId() == null ? null : rules.texts().userName(row.ownerId()));
    writer.own(Property.LABELS, texts.plain(labels(row.labels())));
    writer.own(
        Property.COMPONENT,
        row.componentId() == null ? null : rules.references().component(row.componentId()));
    writer.own(
        Property.ESTIMATED_TIME,
        row.estimatedTimeMs() == null ? null : row.estimatedTimeMs().toString());
    writer.own(Property.CREATED_ON, row.createdOn() == null ? null : row.createdOn().toString());
    links(source.links(), writer, texts);
    for (CustomField field : source.fields()) {
      custom(field, writer, texts);
    }
    return writer.all();
  }

  private void custom(CustomField field, FieldWriter writer, RecordTexts texts) {
    SourceValue value = CustomValues.read(field).orElse(null);
    PlannedField target = plan.find(CustomFields.CASE, field.name());
    if (value == null) {
      return;
    }
    if (target == null) {
      throw new IllegalStateException("custom field '" + field.name() + "' has no plan");
    }
    writer.custom(target, value, texts);
    texts.lookForParameters("customFields." + field.name(), value.text());
  }

  private void links(List<EntityLink> links, FieldWriter writer, RecordTexts texts) {
    if (links.isEmpty()) {
      return;
    }
    if (rules.objects().linksAsText()) {
      writer.own(Property.LINKS, String.join("\n", LinkTexts.texts(links, texts)));
      texts
          .losses()
          .add(
              LossKind.KEPT_AS_TEXT,
              "links",
              "text in '" + rules.fields().label(Property.LINKS) + "'");
    } else {
      texts
          .losses()
          .add(LossKind.NOT_REPRESENTABLE, "links", "stay in the store, by objects.links: none");
    }
  }

  private static @Nullable String labels(@Nullable String json) {
    if (json == null || json.isBlank()) {
      return null;
    }
    List<String> labels = new ArrayList<>();
    Json.read(json, JsonNode.class).forEach(label -> labels.add(label.asText()));
    return String.join(", ", labels);
  }
}
