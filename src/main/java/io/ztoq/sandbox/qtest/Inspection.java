package io.ztoq.sandbox.qtest;

import io.ztoq.sandbox.qtest.Snapshot.SeenFile;
import io.ztoq.sandbox.qtest.Snapshot.SeenLog;
import io.ztoq.sandbox.qtest.Snapshot.SeenObject;
import io.ztoq.sandbox.qtest.Snapshot.SeenStep;
import io.ztoq.sandbox.qtest.Snapshot.SeenStepLog;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Takes snapshots of the state; called under the lock of the simulator. */
final class Inspection {

  private final QTestState state;
  private final Properties properties;
  private final Statuses statuses;

  Inspection(QTestState state, Properties properties) {
    this.state = state;
    this.properties = properties;
    this.statuses = new Statuses(state);
  }

  Snapshot take() {
    return new Snapshot(
        objects(Kind.MODULE),
        objects(Kind.TEST_CASE),
        objects(Kind.RELEASE),
        objects(Kind.TEST_CYCLE),
        objects(Kind.TEST_SUITE),
        objects(Kind.TEST_RUN),
        state.logs().stream().map(this::log).toList(),
        files(),
        new TreeSet<>(state.parameters()),
        new TreeMap<>(state.violations()),
        new Duplicates(state).all());
  }

  /** Numbers of objects by kind, cheap at any size. */
  SortedMap<String, Long> counts() {
    SortedMap<String, Long> counts = new TreeMap<>();
    for (Kind kind : Kind.values()) {
      counts.put(kind.word(), (long) state.table(kind).size());
    }
    counts.put("test-logs", (long) state.logs().size());
    counts.put("attachments", (long) state.files().all().size());
    counts.put("parameters", (long) state.parameters().size());
    return counts;
  }

  private List<SeenObject> objects(Kind kind) {
    return state.table(kind).all().stream().map(this::object).toList();
  }

  private SeenObject object(Item item) {
    SortedMap<String, String> fields = new TreeMap<>();
    if (item.kind != Kind.MODULE && item.kind != Kind.TEST_CYCLE) {
      for (Field field : state.fields(item.kind.word())) {
        String value = properties.value(field, item);
        if (!value.isEmpty()) {
          fields.put(field.label, field.constrained() ? properties.names(field, value) : value);
        }
      }
    }
    List<SeenStep> steps = new ArrayList<>();
    if (!item.versions.isEmpty()) {
      for (Version.Step step : item.latest().steps()) {
        steps.add(
            new SeenStep(step.id(), step.description(), step.expected(), step.calledCaseId()));
      }
    }
    boolean testCase = item.kind == Kind.TEST_CASE;
    return new SeenObject(
        item.id,
        item.pid,
        item.name,
        item.description,
        item.precondition,
        item.parentType,
        item.parentId,
        item.order,
        fields,
        testCase ? item.latest().text() : "",
        steps,
        item.caseId,
        testCase ? item.latest().id() : item.versionId,
        List.copyOf(item.logIds));
  }

  private SeenLog log(Log log) {
    List<SeenStepLog> steps = new ArrayList<>();
    for (Log.StepLog step : log.steps()) {
      steps.add(
          new SeenStepLog(
              step.id(),
              step.stepId(),
              statuses.name(step.statusId()),
              step.actualResult(),
              step.calledCaseId()));
    }
    return new SeenLog(
        log.id(),
        log.runId(),
        log.versionId(),
        statuses.name(log.statusId()),
        log.start(),
        log.end(),
        log.note(),
        log.buildNumber(),
        steps);
  }

  private List<SeenFile> files() {
    List<SeenFile> files = new ArrayList<>();
    for (StoredFile file : state.files().all()) {
      files.add(
          new SeenFile(
              file.id(),
              file.ownerType(),
              file.ownerId(),
              file.name(),
              file.contentType(),
              file.bytes(),
              file.sha256()));
    }
    return files;
  }
}
