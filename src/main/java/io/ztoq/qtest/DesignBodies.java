package io.ztoq.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.ToLongFunction;

/** Request bodies of modules and test cases. */
public final class DesignBodies {

  private DesignBodies() {}

  /**
   * @param position from 1 among siblings, 0 for none
   */
  public static ObjectNode module(ModuleDocument document, int position) {
    ObjectNode body =
        QTestJson.object().put("name", document.name()).put("description", document.description());
    return ordered(body, position);
  }

  /** A module or cycle as it stands, at another place. */
  public static ObjectNode reordered(JsonNode live, int position) {
    ObjectNode body =
        QTestJson.object()
            .put("name", live.path("name").asText())
            .put("description", live.path("description").asText(""));
    return ordered(body, position);
  }

  /**
   * The whole case with all its steps, since every later save would be a version (trap 21).
   *
   * @param parentId of the module, in the body for cases (trap 16)
   * @param caseId target id of a called case by its Zephyr key
   */
  public static ObjectNode testCase(
      CaseDocument document,
      long parentId,
      int position,
      ArrayNode properties,
      ToLongFunction<String> caseId) {
    ObjectNode body = QTestJson.object().put("name", document.name()).put("parent_id", parentId);
    ordered(body, position);
    body.put("description", document.description()).put("precondition", document.precondition());
    body.set("properties", properties);
    ArrayNode steps = body.putArray("test_steps");
    for (CaseDocument.Step step : document.steps()) {
      ObjectNode one = steps.addObject();
      one.put("description", step.description())
          .put("expected", step.expected())
          .put("order", steps.size());
      if (step.calledCaseKey() != null) {
        one.put("called_test_case_id", caseId.applyAsLong(step.calledCaseKey()));
      }
    }
    return body;
  }

  /**
   * Steps that stay keep their ids (and with them their files): those at the same place that call
   * the same case.
   */
  public static void keepStepIds(ObjectNode body, JsonNode live) {
    List<JsonNode> before = own(live.path("test_steps"));
    for (int i = 0; i < Math.min(before.size(), body.path("test_steps").size()); i++) {
      ObjectNode step = (ObjectNode) body.path("test_steps").path(i);
      JsonNode old = before.get(i);
      if (step.path("called_test_case_id").asLong(0) == old.path("called_test_case_id").asLong(0)) {
        step.put("id", old.path("id").asLong());
      }
    }
  }

  /** Only the case's own steps, whether qTest expands calls in this answer or not. */
  static List<JsonNode> own(JsonNode steps) {
    List<JsonNode> own = new java.util.ArrayList<>();
    for (JsonNode step : steps) {
      if (step.path("parent_test_step_id").asLong(0) == 0) {
        own.add(step);
      }
    }
    return own;
  }

  static ObjectNode ordered(ObjectNode body, int position) {
    return position > 0 ? body.put("order", position) : body;
  }
}
