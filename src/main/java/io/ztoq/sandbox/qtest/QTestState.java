package io.ztoq.sandbox.qtest;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
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

  private static final long FIRST_ID = 40_000_000;

  private final InstantSource clock;
  private final long projectId;
  private final Map<Kind, Table> tables = new EnumMap<>(Kind.class);
  private final Map<Kind, Integer> lastPid = new EnumMap<>(Kind.class);
  private final Map<String, List<Field>> fields = new LinkedHashMap<>();
  private final Map<Long, Log> logs = new LinkedHashMap<>();
  private final Map<Long, Long> lineages = new LinkedHashMap<>();
  private final Map<Long, Long> caseOfStep = new LinkedHashMap<>();
  private final Files files = new Files();
  private final Set<String> parameters = new TreeSet<>();
  private final SortedMap<String, Long> violations = new TreeMap<>();
  private long lastId = FIRST_ID;

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

  long nextId() {
    return ++lastId;
  }

  long lastId() {
    return lastId;
  }

  void setLastId(long id) {
    lastId = id;
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

  /** @throws io.ztoq.sandbox.wire.Refusal (404) when there is none */
  Item item(Kind kind, long id) {
    Item item = table(kind).find(id);
    if (item == null) {
      throw QTestErrors.unknown(switch (kind) {
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
    item.id = nextId();
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

  Map<Long, Log> logs() {
    return logs;
  }

  @Nullable Log log(long id) {
    return logs.get(id);
  }

  Files files() {
    return files;
  }

  /** Remembers which step of which case an id means, for files and logs. */
  void registerSteps(Item testCase) {
    for (Version.Step step : testCase.latest().steps()) {
      lineages.put(step.id(), step.lineage());
      caseOfStep.put(step.id(), testCase.id);
    }
  }

  @Nullable Long lineage(long stepId) {
    return lineages.get(stepId);
  }

  @Nullable Long caseOfStep(long stepId) {
    return caseOfStep.get(stepId);
  }

  Set<String> parameters() {
    return parameters;
  }

  /** Counts something a client should not do although it is accepted. */
  void violation(String rule) {
    violations.merge(rule, 1L, Long::sum);
  }

  SortedMap<String, Long> violations() {
    return violations;
  }
}
