package io.ztoq.sandbox.qtest;

import io.ztoq.sandbox.wire.Call;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Everything the simulated qTest knows. Guarded by the lock of the simulator. */
final class QTestState {

  private static final long FIRST_ID = 5_000_000_000L;

  private final InstantSource clock;
  private final long projectId;
  private final Map<Kind, Table> tables = new EnumMap<>(Kind.class);
  private final Map<String, Long> lastIds = new TreeMap<>();
  private final Map<Kind, Integer> lastPid = new EnumMap<>(Kind.class);
  private final Map<String, List<Field>> fields = new LinkedHashMap<>();
  private final Map<Long, Log> logs = new LinkedHashMap<>();
  private final Map<Long, Item> steps = new HashMap<>();
  private final Set<Long> stepLogIds = new HashSet<>();
  private final FileShelf files = new FileShelf();
  private final Set<String> parameters = new TreeSet<>();
  private final SortedMap<String, Long> violations = new TreeMap<>();

  QTestState(long projectId, InstantSource clock) {
    this.projectId = projectId;
    this.clock = clock;
    for (Kind kind : Kind.values()) {
      tables.put(kind, new Table(kind));
    }
    new FieldDefaults(this).addAll();
  }

  long projectId() {
    return projectId;
  }

  /** Id of the module that holds the top-level modules and cannot be read. */
  long hiddenRoot() {
    return FIRST_ID - 1;
  }

  Instant now() {
    return clock.instant();
  }

  /**
   * Ids are unique per type of object only: a case and a run may have the same one.
   *
   * @param type for example {@code test-cases}
   */
  long nextId(String type) {
    return lastIds.merge(type, FIRST_ID, (last, first) -> last + 1);
  }

  Map<String, Long> lastIds() {
    return lastIds;
  }

  int nextPid(Kind kind) {
    return lastPid.merge(kind, 1, Integer::sum);
  }

  Map<Kind, Integer> lastPids() {
    return lastPid;
  }

  Table table(Kind kind) {
    return Objects.requireNonNull(tables.get(kind));
  }

  /**
   * @throws io.ztoq.sandbox.wire.Refusal (404) when there is none
   */
  Item item(Kind kind, long id) {
    Item item = table(kind).find(id);
    if (item == null) {
      throw QTestErrors.unknown(
          switch (kind) {
            case MODULE -> "Module";
            case TEST_CASE -> "Test Case";
            case TEST_CYCLE -> "Test Cycle";
            case TEST_SUITE -> "Test Suite";
            case TEST_RUN -> "Test Run";
            case RELEASE -> "Release";
            case TEST_LOG -> "Test Log";
          });
    }
    return item;
  }

  /** A new object with id, PID and times, not yet in its table. */
  Item newItem(Kind kind, String name) {
    Item item = new Item();
    item.kind = kind;
    item.id = nextId(kind.word());
    item.pid = kind.letters() + "-" + nextPid(kind);
    item.name = name;
    item.created = now();
    item.modified = item.created;
    return item;
  }

  /** Fields of an object type, inactive ones included. */
  List<Field> fields(String objectType) {
    return fields.computeIfAbsent(objectType, type -> new ArrayList<>());
  }

  Map<String, List<Field>> allFields() {
    return fields;
  }

  /** In the order of submission. */
  Collection<Log> logs() {
    return logs.values();
  }

  /** Adds a log or puts a changed one in the place of the old. */
  void putLog(Log log) {
    logs.put(log.id(), log);
    log.steps().forEach(step -> stepLogIds.add(step.id()));
  }

  /** With its files. */
  void removeLog(long id) {
    Log removed = logs.remove(id);
    if (removed != null) {
      files.removeOf("test-logs", id);
      for (Log.StepLog step : removed.steps()) {
        stepLogIds.remove(step.id());
        files.removeOf("test-step-logs", step.id());
      }
    }
  }

  boolean hasStepLog(long id) {
    return stepLogIds.contains(id);
  }

  @Nullable Log log(long id) {
    return logs.get(id);
  }

  FileShelf files() {
    return files;
  }

  /** Remembers whose steps these are, for files. */
  void registerSteps(Item testCase, Version version) {
    for (Version.Step step : version.steps()) {
      steps.put(step.id(), testCase);
    }
  }

  /** Forgets the steps of all versions of a case that is deleted, with their files. */
  void removeSteps(Item testCase) {
    for (Version version : testCase.versions) {
      for (Version.Step step : version.steps()) {
        steps.remove(step.id());
        files.removeOf("test-steps", step.id());
      }
    }
  }

  /** The case that has this step in any of its versions; null when there is none. */
  @Nullable Item caseOfStep(long stepId) {
    return steps.get(stepId);
  }

  Set<String> parameters() {
    return parameters;
  }

  /** Counts something a client should not do although it is accepted. */
  void violation(String rule) {
    violations.merge(rule, 1L, Long::sum);
  }

  /** A move ignores the body: one that says something is noted. */
  void moved(Call call, Item item) {
    if (Body.changes(call, item.name)) {
      violation("PUT " + item.kind.word() + " with a new parent: the body is ignored");
    }
  }

  SortedMap<String, Long> violations() {
    return violations;
  }
}
