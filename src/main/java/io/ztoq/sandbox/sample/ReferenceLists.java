package io.ztoq.sandbox.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ztoq.sandbox.wire.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * Priorities, statuses per type and environments. "Critical" and "Old draft" (archived, still
 * referenced) are the project's own; dirty data adds priority "Whenever" and execution status
 * "Retest", which no default rule maps.
 */
public final class ReferenceLists {

  public static final long PRIORITY = 501;
  public static final long STATUS_CASE = 601;
  public static final long STATUS_PLAN = 621;
  public static final long STATUS_CYCLE = 641;
  public static final long STATUS_EXECUTION = 661;
  public static final long ENVIRONMENT = 701;

  /** In the order of their ids, from {@link #STATUS_EXECUTION}. */
  public static final List<String> EXECUTION_STATUSES =
      List.of("Not Executed", "In Progress", "Pass", "Fail", "Blocked", "Retest");

  private static final List<String> PRIORITIES =
      List.of("High", "Normal", "Low", "Critical", "Whenever");
  private static final List<String> ENVIRONMENTS =
      List.of("Staging", "Chrome / Linux", "Production EU", "Old lab");

  private final Place place;
  private final boolean dirty;

  public ReferenceLists(Place place, boolean dirty) {
    this.place = place;
    this.dirty = dirty;
  }

  public List<ObjectNode> priorities() {
    List<ObjectNode> rows = new ArrayList<>();
    for (String name : dirty ? PRIORITIES : PRIORITIES.subList(0, 4)) {
      int index = rows.size();
      ObjectNode row = named(PRIORITY + index, name, index);
      rows.add(row.put("color", "#FF991F").put("default", index == 1));
    }
    return rows;
  }

  /**
   * @param type TEST_CASE, TEST_PLAN, TEST_CYCLE or TEST_EXECUTION
   */
  public List<ObjectNode> statuses(String type) {
    return switch (type) {
      case "TEST_CASE" ->
          statuses(STATUS_CASE, List.of("Draft", "Approved", "Deprecated", "Old draft"), 3);
      case "TEST_PLAN" -> statuses(STATUS_PLAN, List.of("Draft", "Approved"), -1);
      case "TEST_CYCLE" ->
          statuses(STATUS_CYCLE, List.of("Not Executed", "In Progress", "Done"), -1);
      case "TEST_EXECUTION" ->
          statuses(STATUS_EXECUTION, EXECUTION_STATUSES.subList(0, dirty ? 6 : 5), -1);
      default -> List.of();
    };
  }

  public List<ObjectNode> environments() {
    List<ObjectNode> rows = new ArrayList<>();
    for (String name : ENVIRONMENTS) {
      int index = rows.size();
      rows.add(named(ENVIRONMENT + index, name, index).put("archived", index == 3));
    }
    return rows;
  }

  private List<ObjectNode> statuses(long first, List<String> names, int archived) {
    List<ObjectNode> rows = new ArrayList<>();
    for (String name : names) {
      int index = rows.size();
      ObjectNode row = named(first + index, name, index).put("color", "#4BADE8");
      rows.add(row.put("archived", index == archived).put("default", index == 0));
    }
    return rows;
  }

  private ObjectNode named(long id, String name, int index) {
    ObjectNode row = Json.object().put("id", id);
    row.set("project", place.project());
    return row.put("name", name).putNull("description").put("index", index);
  }
}
