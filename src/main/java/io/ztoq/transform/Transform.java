package io.ztoq.transform;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.mapping.FieldMeaning;
import io.ztoq.mapping.MappingRules;
import io.ztoq.mapping.OwnFields;
import io.ztoq.mapping.PlannedField;
import io.ztoq.qtest.Marker;
import io.ztoq.store.Json;
import io.ztoq.store.Loss;
import io.ztoq.store.Session;
import io.ztoq.store.SourceProjects;
import io.ztoq.store.Store;
import io.ztoq.store.TargetFields;
import io.ztoq.store.TargetFields.TargetField;
import io.ztoq.store.TransformLedger;
import io.ztoq.store.source.Cases;
import io.ztoq.store.source.Folders;
import io.ztoq.transform.FieldPlan.CustomFields;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Begin and end of a transform. A transform can be repeated and killed at any moment: every page
 * leaves the ledger valid, and only {@link #finish} declares what is gone.
 */
public final class Transform {

  private final Store store;
  private final String projectKey;
  private final MappingRules rules;
  private final TransformOptions options;
  private final Clock clock;

  public Transform(
      Store store, String projectKey, MappingRules rules, TransformOptions options, Clock clock) {
    this.store = store;
    this.projectKey = projectKey;
    this.rules = rules;
    this.options = options;
    this.clock = clock;
  }

  /**
   * Project.project_id.
   *
   * @throws RunStopped (TRF-010) when the project was not extracted
   */
  static String projectId(Store store, String projectKey) {
    return SourceProjects.idOf(store, projectKey)
        .orElseThrow(
            () ->
                new RunStopped(
                    ExitCode.USAGE,
                    "TRF-010",
                    "the store has no project %s; run `ztoq workflow extract` first"
                        .formatted(projectKey)));
  }

  /**
   * Looks over the whole project once: types of the custom fields, folder trees, calls.
   *
   * @throws RunStopped (TRF-010) when the project was not extracted
   */
  public TransformState start(String runId) {
    String projectId = projectId(store, projectKey);
    TransformState.Identity identity =
        new TransformState.Identity(projectKey, projectId, runId, clock.instant());
    TransformLedger ledger = TransformLedger.open(store, projectKey, runId);
    FieldPlan plan = fields(identity, ledger);
    return store.read(
        session ->
            new TransformState(
                identity,
                ledger,
                rules,
                plan,
                calls(session, projectId),
                new FolderTree(Folders.places(session, projectId, "TEST_CASE")),
                new FolderTree(Folders.places(session, projectId, "TEST_CYCLE"))));
  }

  /**
   * Declares what this transform did not plan as gone, and removes what is no longer lost or
   * rejected.
   */
  public void finish(TransformState state) {
    state
        .ledger()
        .finish(state.identity().startedAt(), !options.includeAttachments(), LossKind.words());
  }

  private static CallGraph calls(Session session, String projectId) throws SQLException {
    CallGraph calls = new CallGraph();
    Cases.calls(session, projectId, calls::add);
    calls.close();
    return calls;
  }

  private FieldPlan fields(TransformState.Identity identity, TransformLedger ledger) {
    Map<CustomFields, Map<String, PlannedField>> plan = new EnumMap<>(CustomFields.class);
    List<Loss> losses =
        store.read(
            session -> {
              FieldSurvey survey =
                  new FieldSurvey(rules, TargetFields.created(session, projectKey));
              plan.put(
                  CustomFields.CASE, survey.plan(session, identity.projectId(), CustomFields.CASE));
              plan.put(
                  CustomFields.EXECUTION,
                  mappedOnly(survey.plan(session, identity.projectId(), CustomFields.EXECUTION)));
              if (options.cyclesAsSuites()) {
                plan.put(
                    CustomFields.CYCLE,
                    survey.plan(session, identity.projectId(), CustomFields.CYCLE));
              }
              return survey.losses();
            });
    List<TargetField> fields = new ArrayList<>(ownFields());
    plan.forEach(
        (where, planned) ->
            planned.values().forEach(one -> fields.add(field(where.objectType(), one))));
    store.write(
        session -> {
          TargetFields.replace(session, projectKey, fields);
          return null;
        });
    ledger.write(new TransformLedger.Page(List.of(), losses, List.of()), identity.startedAt());
    return new FieldPlan(plan);
  }

  /** Custom fields of executions become run fields only where the mapping names one. */
  private Map<String, PlannedField> mappedOnly(Map<String, PlannedField> all) {
    Map<String, PlannedField> mapped = new LinkedHashMap<>(all);
    mapped
        .keySet()
        .retainAll(rules.customFields().labels(CustomFields.EXECUTION.section()).keySet());
    return mapped;
  }

  private List<TargetField> ownFields() {
    List<TargetField> fields = new ArrayList<>();
    for (OwnFields.Property property : OwnFields.Property.OF_CASE) {
      if (property != OwnFields.Property.LINKS || rules.objects().linksAsText()) {
        fields.add(field("test-cases", own(property)));
      }
    }
    PlannedField key =
        new PlannedField(null, Marker.KEY_FIELD, FieldMeaning.TEXT, List.of(), false);
    fields.add(field("test-cases", key));
    fields.add(field("test-runs", key));
    fields.add(field("test-runs", own(OwnFields.Property.ENVIRONMENT)));
    if (options.cyclesAsSuites()) {
      OwnFields.Property.OF_SUITE.forEach(
          property -> fields.add(field("test-suites", own(property))));
    }
    return fields;
  }

  private PlannedField own(OwnFields.Property property) {
    boolean isSystem = property == OwnFields.Property.PRIORITY;
    List<String> words =
        isSystem ? new TreeSet<>(rules.priority().rows().values()).stream().toList() : List.of();
    OwnFields.Field field = rules.fields().field(property);
    return new PlannedField(null, field.label(), field.meaning(), words, isSystem);
  }

  private static TargetField field(String objectType, PlannedField one) {
    return new TargetField(
        objectType,
        one.label(),
        one.sourceName(),
        one.meaning().dataType(),
        one.options().isEmpty() ? null : Json.write(one.options()),
        one.isSystem(),
        one.meaning().word());
  }
}
