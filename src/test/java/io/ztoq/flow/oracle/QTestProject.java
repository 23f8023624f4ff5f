package io.ztoq.flow.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything of a qTest project that ztoq may have made, as its public API shows it.
 *
 * @param cases parent is the module
 * @param runs parent is the cycle
 * @param logs by run, in the order in which they were made
 */
public record QTestProject(
    List<TargetField> caseFields,
    List<TargetField> runFields,
    List<TargetObject> modules,
    List<TargetObject> cases,
    List<TargetObject> cycles,
    List<TargetObject> runs,
    Map<Long, List<JsonNode>> logs) {

  /** Ids of everything that stands here, for a comparison before and after. */
  public Set<Long> ids() {
    Set<Long> ids = new HashSet<>();
    for (List<TargetObject> objects : List.of(modules, cases, cycles, runs)) {
      objects.forEach(object -> ids.add(object.id()));
    }
    return ids;
  }

  /** Id of the first module of this name. */
  public long moduleId(String name) {
    return modules.stream()
        .filter(module -> module.name().equals(name))
        .findFirst()
        .orElseThrow()
        .id();
  }

  public long anyRunId() {
    return runs.get(0).id();
  }

  /** Value of a field as a user sees it, empty where there is none. */
  static String seen(List<TargetField> fields, TargetObject object, String label) {
    for (TargetField field : fields) {
      if (field.label().equals(label)) {
        return field.seen(raw(object, field.id()));
      }
    }
    return "";
  }

  private static String raw(TargetObject object, long fieldId) {
    for (JsonNode property : object.row().path("properties")) {
      if (property.path("field_id").asLong() == fieldId) {
        return property.path("field_value").asText("");
      }
    }
    return "";
  }
}
