package io.ztoq.sandbox.zephyr;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The same meaning in other shapes: keys that may be missing are, keys that may be null too, and
 * new ones come. The same for the same object or list, whenever it is asked for.
 */
final class LooseShapes {

  /** What may be null or missing, by the word of the list (api-contract.md 1.4). */
  private static final Map<String, List<String>> NULLABLE =
      Map.of(
          "testcases",
          List.of("objective", "precondition", "estimatedTime", "component", "folder", "owner"),
          "testcycles",
          List.of(
              "jiraProjectVersion",
              "folder",
              "description",
              "plannedStartDate",
              "plannedEndDate",
              "owner"),
          "testplans",
          List.of("objective", "folder", "owner"),
          "testexecutions",
          List.of(
              "environment",
              "jiraProjectVersion",
              "estimatedTime",
              "executionTime",
              "executedById",
              "assignedToId",
              "comment",
              "testCycle"),
          "teststeps",
          List.of("inline", "testCase"));

  private static final Set<String> KEPT_WHOLE = Set.of("folders");

  private LooseShapes() {}

  /**
   * @param list word of the list that the object stands in
   */
  static ObjectNode object(String list, ObjectNode row) {
    long id = row.path("id").asLong();
    if (!KEPT_WHOLE.contains(list) && id % 3 == 0) {
      row.putObject("x_traceId").put("id", id).putNull("at");
    }
    int place = 0;
    for (String key : NULLABLE.getOrDefault(list, List.of())) {
      if ((id + place++) % 2 == 0) {
        toggle(row, key);
      }
    }
    return row;
  }

  private static void toggle(ObjectNode row, String key) {
    if (row.path(key).isNull()) {
      row.remove(key);
    } else if (!row.has(key)) {
      row.putNull(key);
    }
  }

  /** Only startAt and maxResults of an offset page are promised (api-contract.md 1.2). */
  static void offsetPage(String path, ObjectNode page) {
    switch (Math.floorMod(path.hashCode(), 6)) {
      case 1 -> page.remove("isLast");
      case 2 -> page.remove("next");
      case 3 -> page.remove(List.of("total", "isLast"));
      case 4 -> page.remove(List.of("total", "isLast", "next"));
      case 5 -> {
        if (page.path("values").isEmpty()) {
          page.remove("values");
        }
      }
      default -> {}
    }
  }
}
