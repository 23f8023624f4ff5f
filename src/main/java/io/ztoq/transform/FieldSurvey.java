package io.ztoq.transform;

import io.ztoq.canonical.CustomField;
import io.ztoq.mapping.CustomFieldRules;
import io.ztoq.mapping.FieldMeaning;
import io.ztoq.mapping.FieldProfile;
import io.ztoq.mapping.MappingRules;
import io.ztoq.mapping.OwnFields;
import io.ztoq.mapping.PlannedField;
import io.ztoq.qtest.Marker;
import io.ztoq.store.Loss;
import io.ztoq.store.Session;
import io.ztoq.store.source.Surveys;
import io.ztoq.transform.FieldPlan.CustomFields;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Decides for every custom field which qTest field takes it, from all its values. A field that
 * already stands in qTest keeps its type, since qTest can never change that.
 */
final class FieldSurvey {

  /**
   * Labels that qTest has by itself (api-contract.md 2.4); a custom field must not be taken for one
   * of them.
   */
  private static final Set<String> QTEST =
      Set.of(
          "name",
          "description",
          "precondition",
          "priority",
          "status",
          "type",
          "assigned to",
          "automation",
          "id");

  private final MappingRules rules;
  private final Map<String, String> created;
  private final List<Loss> losses = new ArrayList<>();

  /**
   * @param created what fields in qTest were taken for, by object type, blank and Zephyr name
   */
  FieldSurvey(MappingRules rules, Map<String, String> created) {
    this.rules = rules;
    this.created = created;
  }

  /** Losses of the labels that had to be changed. */
  List<Loss> losses() {
    return losses;
  }

  /** Fields by Zephyr name, sorted. */
  Map<String, PlannedField> plan(Session session, String projectId, CustomFields where)
      throws SQLException {
    Map<String, FieldProfile> profiles = profiles(session, projectId, where);
    Map<String, String> labels = rules.customFields().labels(where.section());
    Set<String> taken = ownLabels();
    labels.values().forEach(label -> taken.add(label.toLowerCase(Locale.ROOT)));
    noteUnknown(where, labels.keySet(), profiles.keySet());
    Map<String, PlannedField> plan = new LinkedHashMap<>();
    profiles.forEach(
        (name, profile) -> {
          String given = labels.get(name);
          String label = given == null ? freeLabel(where, name, taken) : given;
          plan.put(name, field(where, name, label, profile));
        });
    return plan;
  }

  /** A name of the map that no object has is most often a typing error. */
  private void noteUnknown(CustomFields where, Set<String> mapped, Set<String> found) {
    for (String name : new TreeSet<>(mapped)) {
      if (!found.contains(name)) {
        losses.add(
            new Loss(
                where.entity(),
                "*",
                name,
                LossKind.UNKNOWN_FIELD.word(),
                LossKind.UNKNOWN_FIELD.severity(),
                "nothing; '%s' of the custom field map has this field, but no object does; the objects have: %s"
                    .formatted(where.section(), String.join(", ", found))));
      }
    }
  }

  /** What the values of each name look like; null values do not count. */
  Map<String, FieldProfile> profiles(Session session, String projectId, CustomFields where)
      throws SQLException {
    Map<String, FieldProfile> found = new TreeMap<>();
    CustomFieldRules fields = rules.customFields();
    Surveys.customFields(session, projectId, where.entity(), field -> add(found, fields, field));
    return found;
  }

  private void add(Map<String, FieldProfile> found, CustomFieldRules fields, CustomField field) {
    CustomValues.read(field)
        .ifPresent(
            value ->
                found
                    .computeIfAbsent(
                        field.name(), name -> new FieldProfile(fields, rules.texts().users()))
                    .add(value));
  }

  private PlannedField field(CustomFields where, String name, String label, FieldProfile profile) {
    FieldMeaning meaning = meaning(where, name, profile);
    List<String> options =
        switch (meaning) {
          case BOOLEAN -> FieldMeaning.YES_NO;
          case SINGLE_CHOICE, MULTI_CHOICE ->
              profile.distinct().stream().map(rules.texts()::rewriteMentions).distinct().toList();
          default -> List.of();
        };
    return new PlannedField(name, label, meaning, options, false);
  }

  private FieldMeaning meaning(CustomFields where, String name, FieldProfile profile) {
    FieldMeaning set = rules.customFields().types(where.section()).get(name);
    if (set != null) {
      return set;
    }
    @Nullable String before = created.get(where.objectType() + " " + name);
    return before == null
        ? profile.meaning()
        : FieldMeaning.ofWord(before).orElseGet(profile::meaning);
  }

  private Set<String> ownLabels() {
    Set<String> taken = new HashSet<>(QTEST);
    taken.add(Marker.KEY_FIELD.toLowerCase(Locale.ROOT));
    for (OwnFields.Property property : OwnFields.Property.values()) {
      taken.add(rules.fields().label(property).toLowerCase(Locale.ROOT));
    }
    return taken;
  }

  private String freeLabel(CustomFields where, String name, Set<String> taken) {
    String plain = rules.texts().rewriteMentions(name);
    String label = plain;
    for (int number = 1; !taken.add(label.toLowerCase(Locale.ROOT)); number++) {
      label = number == 1 ? plain + " (Zephyr)" : plain + " (Zephyr " + number + ")";
    }
    if (!label.equals(name)) {
      String kept = "field '%s'; that label was taken".formatted(label);
      losses.add(
          new Loss(
              where.entity(),
              "*",
              name,
              LossKind.FIELD_RENAMED.word(),
              LossKind.FIELD_RENAMED.severity(),
              kept));
    }
    return label;
  }
}
