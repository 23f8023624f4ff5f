package io.ztoq.sandbox.zephyr;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ztoq.sandbox.sample.Ids;
import io.ztoq.sandbox.sample.SampleFiles.SampleFile;
import io.ztoq.sandbox.sample.SampleFolders;
import io.ztoq.sandbox.sample.SampleProject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** What the simulated Zephyr knows: the sample project and the changes made to it since. */
final class ZephyrWorld {

  private static final long FIRST_ADDED_FILE = 9_000_000_000_001L;

  private final SampleProject project;
  private final Shelf cases;
  private final Shelf cycles;
  private final Shelf plans;
  private final Shelf executions;
  private final Map<String, List<ObjectNode>> changedSteps = new ConcurrentHashMap<>();
  private final Map<Long, ObjectNode> changedFolders = new ConcurrentHashMap<>();
  private final Map<Long, ObjectNode> changedEnvironments = new ConcurrentHashMap<>();
  private final Map<String, List<SampleFile>> addedFiles = new ConcurrentHashMap<>();

  ZephyrWorld(SampleProject project) {
    this.project = project;
    this.cases =
        new Shelf(
            ids(project.caseCount(), Ids::ofCase),
            id -> project.cases().testCase(Ids.caseNumber(id)),
            id -> project.cases().updated(Ids.caseNumber(id)));
    this.cycles =
        new Shelf(
            ids(project.cycleCount(), Ids::ofCycle),
            id -> project.cycles().cycle(Ids.cycleNumber(id)),
            id -> project.cycles().updated(Ids.cycleNumber(id)));
    this.plans =
        new Shelf(
            ids(project.planCount(), Ids::ofPlan),
            id -> project.cycles().plan(Ids.planNumber(id)),
            id -> project.cycles().updated(Ids.planNumber(id)));
    this.executions =
        new Shelf(
            ids(project.executionCount(), Ids::ofExecution),
            id -> project.executions().execution(Ids.executionNumber(id)),
            id -> project.executions().updated(Ids.executionNumber(id)));
  }

  private static long[] ids(int count, LongUnaryOperator id) {
    return LongStream.rangeClosed(1, count).map(id).toArray();
  }

  SampleProject project() {
    return project;
  }

  Shelf cases() {
    return cases;
  }

  Shelf cycles() {
    return cycles;
  }

  Shelf plans() {
    return plans;
  }

  Shelf executions() {
    return executions;
  }

  /** Id of a live case by its key. */
  long caseId(String key) {
    return idByKey(cases, key, 'T', Ids::ofCase);
  }

  /** Id of a live entity by its key such as {@code PAY-T1}. */
  long idByKey(Shelf shelf, String key, char letter, LongUnaryOperator id) {
    String start = project.place().projectKey() + "-" + letter;
    if (key.startsWith(start) && key.length() < start.length() + 10) {
      long found = id.applyAsLong(number(key.substring(start.length())));
      if (shelf.has(found)) {
        return found;
      }
    }
    throw ZephyrErrors.unknown(key);
  }

  private static long number(String digits) {
    return digits.chars().allMatch(Character::isDigit) && !digits.isEmpty()
        ? Long.parseLong(digits)
        : -1;
  }

  List<ObjectNode> steps(long caseId) {
    List<ObjectNode> changed = changedSteps.get("case " + caseId);
    return changed != null ? changed : project.scripts().steps(Ids.caseNumber(caseId));
  }

  boolean hasChangedSteps(long caseId) {
    return changedSteps.containsKey("case " + caseId);
  }

  void changeSteps(long caseId, List<ObjectNode> steps) {
    changedSteps.put("case " + caseId, List.copyOf(steps));
  }

  List<ObjectNode> executionSteps(long executionId) {
    List<ObjectNode> changed = changedSteps.get("execution " + executionId);
    return changed != null
        ? changed
        : project.executions().steps(Ids.executionNumber(executionId), project.scripts());
  }

  void changeExecutionSteps(long executionId, List<ObjectNode> steps) {
    changedSteps.put("execution " + executionId, List.copyOf(steps));
  }

  /**
   * Files of an entity by its number: those of the sample, for an entity of the sample, and those
   * that were added.
   *
   * @param kind of the entity, such as {@code case}
   */
  List<SampleFile> files(String kind, IntFunction<List<SampleFile>> files, int number, int count) {
    List<SampleFile> all = new ArrayList<>(number <= count ? files.apply(number) : List.of());
    all.addAll(addedFiles.getOrDefault(kind + ' ' + number, List.of()));
    return all;
  }

  /** Adds a file to an entity; its content is made of its id. */
  synchronized void addFile(String kind, int number, String name) {
    long id = FIRST_ADDED_FILE + addedFiles.values().stream().mapToInt(List::size).sum();
    List<SampleFile> added =
        new ArrayList<>(addedFiles.getOrDefault(kind + ' ' + number, List.of()));
    added.add(new SampleFile(id, name, id));
    addedFiles.put(kind + ' ' + number, List.copyOf(added));
  }

  /** The environments as they are now. */
  List<ObjectNode> environments() {
    return project.lists().environments().stream()
        .map(one -> changedEnvironments.getOrDefault(one.get("id").asLong(), one))
        .toList();
  }

  /** Puts a changed environment in the place of the old one. */
  void changeEnvironment(ObjectNode environment) {
    changedEnvironments.put(environment.get("id").asLong(), environment);
  }

  /** Puts a changed folder in the place of the old one. */
  void changeFolder(ObjectNode folder) {
    changedFolders.put(folder.get("id").asLong(), folder);
  }

  /** All folders of a tree. */
  List<ObjectNode> folders(SampleFolders tree) {
    List<ObjectNode> rows = new ArrayList<>();
    for (int number = 1; number <= tree.count(); number++) {
      ObjectNode changed = changedFolders.get(tree.id(number));
      rows.add(changed == null ? tree.folder(number) : changed.deepCopy());
    }
    return rows;
  }

  @Nullable ObjectNode folder(long id) {
    for (var folders :
        List.of(project.caseFolders(), project.cycleFolders(), project.planFolders())) {
      long number = id - folders.id(0);
      if (number >= 1 && number <= folders.count()) {
        return folders(folders).get((int) number - 1);
      }
    }
    return null;
  }
}
