package io.ztoq.sandbox.qtest;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
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

  private static final long FIRST_ID = 40_000_000;

  private final InstantSource clock;
  private final long projectId;
  private final Map<Kind, Table> tables = new EnumMap<>(Kind.class);
  private final Map<Kind, Integer> lastPid = new EnumMap<>(Kind.class);
  private final Map<String, List<Field>> fields = new LinkedHashMap<>();
  private final Map<Long, Log> logs = new LinkedHashMap<>();
  private final Set<Long> stepIds = new HashSet<>();
  private final Set<Long> stepLogIds = new HashSet<>();
  private final FileShelf files = new FileShelf();
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

  /** In the order of submission. */
  Collection<Log> logs() {
    return logs.values();
  }

  /** Adds a log or puts a changed one in the place of the old. */
  void putLog(Log log) {
    logs.put(log.id(), log);
    log.steps().forEach(step -> stepLogIds.add(step.id()));
  }

  void removeLog(long id) {
    Log removed = logs.remove(id);
    if (removed != null) {
      removed.steps().forEach(step -> stepLogIds.remove(step.id()));
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

  /** Remembers which step an id of this version means, for files. */
  void registerSteps(Version version) {
    for (Version.Step step : version.steps()) {
      stepIds.add(step.id());
    }
  }

  /** Of any version of any case. */
  boolean isStep(long stepId) {
    return stepIds.contains(stepId);
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
