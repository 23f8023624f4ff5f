package io.ztoq.sandbox.zephyr;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ztoq.sandbox.sample.Ids;
import io.ztoq.sandbox.wire.Json;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What people do in Zephyr between two runs: edit, add and delete. Every change is seen by {@code
 * updatedAfter}, but for those of steps and files on some tenants.
 */
public final class ZephyrEdits {

  private final ZephyrWorld world;
  private final InstantSource clock;
  private final boolean partsUnseen;

  ZephyrEdits(ZephyrWorld world, InstantSource clock, ZephyrRules rules) {
    this.world = world;
    this.clock = clock;
    this.partsUnseen = rules.is(ZephyrTrait.PARTS_UNSEEN);
  }

  /** Changes the newest version of a case, for example its name. */
  public void editCase(String key, Consumer<ObjectNode> change) {
    edit(world.cases(), world.caseId(key), change);
  }

  /** Changes the steps of a case; afterwards it is a step-by-step case. */
  public void editCaseSteps(String key, UnaryOperator<List<ObjectNode>> change) {
    long id = world.caseId(key);
    world.changeSteps(id, change.apply(copies(world.steps(id))));
    touch(world.cases(), id);
  }

  /** Adds a case like {@code model} with the next key. */
  public String addCase(String model, Consumer<ObjectNode> change) {
    ObjectNode row = world.cases().row(world.caseId(model));
    int number = Ids.caseNumber(last(world.cases())) + 1;
    String key = world.project().cases().key(number);
    row.put("id", Ids.ofCase(number)).put("key", key);
    row.putObject("testScript")
        .put("self", world.project().place().url("/testcases/" + key + "/testscript"));
    change.accept(row);
    world.changeSteps(row.get("id").asLong(), List.of(step("Added", number)));
    world.cases().put(Ids.ofCase(number), row, clock.instant());
    return key;
  }

  private static ObjectNode step(String text, int number) {
    ObjectNode step = Json.object().put("id", Ids.ofStep(number, 1)).putNull("testCase");
    step.putObject("inline").put("description", text).putNull("testData").putNull("expectedResult");
    return step;
  }

  public void deleteCase(String key) {
    world.cases().delete(world.caseId(key));
  }

  /** Adds a file to a case. */
  public void addCaseFile(String key, String name) {
    int number = Ids.caseNumber(world.caseId(key));
    world.addFile("case", number, name);
    touch(world.cases(), Ids.ofCase(number));
  }

  /**
   * @param number of the execution, from 1
   */
  public void addExecutionFile(int number, String name) {
    world.addFile("execution", number, name);
    touch(world.executions(), Ids.ofExecution(number));
  }

  /** Changes a folder of any type, for example its name or its parent. */
  public void editFolder(long id, Consumer<ObjectNode> change) {
    ObjectNode folder = world.folder(id);
    if (folder == null) {
      throw ZephyrErrors.unknown("Folder " + id);
    }
    change.accept(folder);
    world.changeFolder(folder);
  }

  /** Renames an environment; the executions in it are not touched. */
  public void renameEnvironment(String name, String newName) {
    for (ObjectNode environment : world.environments()) {
      if (name.equals(environment.path("name").asText())) {
        ObjectNode renamed = environment.deepCopy();
        world.changeEnvironment(renamed.put("name", newName));
        return;
      }
    }
    throw ZephyrErrors.unknown("Environment " + name);
  }

  /**
   * @param number of the cycle, from 1
   */
  public void editCycle(int number, Consumer<ObjectNode> change) {
    edit(world.cycles(), Ids.ofCycle(number), change);
  }

  /**
   * @param number of the execution, from 1
   */
  public void editExecution(int number, Consumer<ObjectNode> change) {
    edit(world.executions(), Ids.ofExecution(number), change);
  }

  /**
   * @param number of the execution, from 1
   */
  public void editExecutionSteps(int number, UnaryOperator<List<ObjectNode>> change) {
    long id = Ids.ofExecution(number);
    world.changeExecutionSteps(id, change.apply(copies(world.executionSteps(id))));
    touch(world.executions(), id);
  }

  /**
   * Adds an execution like number {@code model}, without step results, and says its key.
   *
   * @param change may set status, end date and so on
   */
  public String addExecution(int model, Consumer<ObjectNode> change) {
    ObjectNode row = world.executions().row(Ids.ofExecution(model));
    int number = Ids.executionNumber(last(world.executions())) + 1;
    String key = world.project().place().key('E', number);
    row.put("id", Ids.ofExecution(number)).put("key", key);
    change.accept(row);
    world.changeExecutionSteps(Ids.ofExecution(number), List.of());
    world.executions().put(Ids.ofExecution(number), row, clock.instant());
    return key;
  }

  /**
   * @param number of the execution, from 1
   */
  public void deleteExecution(int number) {
    world.executions().delete(Ids.ofExecution(number));
  }

  /** The case as it is now; null when there is none. */
  public @Nullable ObjectNode testCase(String key) {
    return world.cases().find(world.caseId(key));
  }

  /**
   * The execution as it is now; null when there is none.
   *
   * @param number of the execution, from 1
   */
  public @Nullable ObjectNode execution(int number) {
    return world.executions().find(Ids.ofExecution(number));
  }

  /** Whether a change of steps or files counts as an update of their object is not known. */
  private void touch(Shelf shelf, long id) {
    if (!partsUnseen) {
      edit(shelf, id, row -> {});
    }
  }

  private void edit(Shelf shelf, long id, Consumer<ObjectNode> change) {
    ObjectNode row = shelf.row(id);
    change.accept(row);
    shelf.put(id, row, clock.instant());
  }

  private static List<ObjectNode> copies(List<ObjectNode> rows) {
    List<ObjectNode> copies = new ArrayList<>();
    rows.forEach(row -> copies.add(row.deepCopy()));
    return copies;
  }

  private static long last(Shelf shelf) {
    long[] ids = shelf.ids();
    return ids[ids.length - 1];
  }
}
