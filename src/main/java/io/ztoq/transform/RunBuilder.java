package io.ztoq.transform;

import io.ztoq.canonical.CustomField;
import io.ztoq.mapping.MappingRules;
import io.ztoq.mapping.OwnFields.Property;
import io.ztoq.mapping.PlannedField;
import io.ztoq.mapping.SourceValue;
import io.ztoq.qtest.FieldValue;
import io.ztoq.qtest.Marker;
import io.ztoq.qtest.RunDocument;
import io.ztoq.store.source.Cases.ExecutedCase;
import io.ztoq.transform.FieldPlan.CustomFields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the document of a run; its custom fields are those of its latest execution. */
final class RunBuilder {

  private final MappingRules rules;
  private final FieldPlan plan;

  RunBuilder(MappingRules rules, FieldPlan plan) {
    this.rules = rules;
    this.plan = plan;
  }

  /**
   * @param latest custom fields of the latest execution
   */
  RunDocument build(
      String key,
      ExecutedCase testCase,
      @Nullable String environment,
      List<CustomField> latest,
      LossNotes losses) {
    RecordTexts texts = new RecordTexts(rules.texts(), losses);
    FieldWriter writer = new FieldWriter(key, rules.fields());
    writer.put(FieldValue.of(Marker.KEY_FIELD, key));
    writer.own(Property.ENVIRONMENT, environment);
    for (CustomField field : latest) {
      SourceValue value = CustomValues.read(field).orElse(null);
      PlannedField target = target(field.name());
      if (value != null && target != null) {
        writer.custom(target, value, texts);
      }
    }
    return new RunDocument(key, Names.check(key, testCase.name()), testCase.key(), writer.all());
  }

  /** Null for a custom field that becomes a line of the note. */
  @Nullable PlannedField target(String name) {
    boolean isMapped =
        rules.customFields().labels(CustomFields.EXECUTION.section()).containsKey(name);
    return isMapped ? plan.find(CustomFields.EXECUTION, name) : null;
  }
}
