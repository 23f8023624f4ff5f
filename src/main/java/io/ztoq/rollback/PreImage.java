package io.ztoq.rollback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ztoq.call.ApiRequest;
import io.ztoq.qtest.DesignBodies;
import io.ztoq.qtest.QTestJson;
import io.ztoq.qtest.QTestRequests;
import io.ztoq.qtest.QTestRequests.Place;
import io.ztoq.store.TargetKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The requests that put back how an object stood in qTest before ztoq changed it: where it was,
 * what it held, and whether it was approved. An answer does not tell the parent of a cycle, so a
 * cycle is not moved back.
 */
final class PreImage {

  /** Parts of a case that are shown as properties, too (api-contract 2.4). */
  private static final Set<String> TOP_LEVEL = Set.of("Description", "Precondition");

  private final QTestRequests requests;

  PreImage(QTestRequests requests) {
    this.requests = requests;
  }

  /**
   * @param type word of the object's path, e.g. {@code test-cases}
   * @param before answer of qTest from before our first change
   * @param live how it stands now
   */
  List<ApiRequest> restore(TargetKind kind, String type, JsonNode before, JsonNode live) {
    long id = live.path("id").asLong();
    List<ApiRequest> all = new ArrayList<>();
    if (kind == TargetKind.MODULE && moved(before, live, "parent_id")) {
      all.add(
          requests.moveModule(id, before.path("name").asText(), before.path("parent_id").asLong()));
    }
    boolean inTree = kind == TargetKind.TEST_SUITE || kind == TargetKind.TEST_RUN;
    if (inTree && moved(before, live, "parentId")) {
      Place place =
          new Place(before.path("parentId").asLong(), before.path("parentType").asText("root"));
      // a run cannot be named without its properties
      all.add(
          requests
              .change(type, id, body(kind, before, live))
              .with("parentId", place.parentId())
              .with("parentType", place.parentType()));
    }
    all.add(requests.change(type, id, body(kind, before, live)));
    if (kind == TargetKind.TEST_CASE && isApproved(before)) {
      all.add(requests.approve(id));
    }
    return all;
  }

  private static boolean moved(JsonNode before, JsonNode live, String parent) {
    return before.path(parent).asLong(0) > 0
        && before.path(parent).asLong() != live.path(parent).asLong();
  }

  private static boolean isApproved(JsonNode before) {
    return before.path("version").asText("").matches("[1-9]\\d*(\\.0+)?");
  }

  private static ObjectNode body(TargetKind kind, JsonNode before, JsonNode live) {
    ObjectNode body = QTestJson.object().put("name", before.path("name").asText());
    if (before.path("order").asInt(0) > 0) {
      body.put("order", before.path("order").asInt());
    }
    switch (kind) {
      case MODULE, TEST_CYCLE -> body.put("description", before.path("description").asText(""));
      case TEST_CASE -> putCase(body, before, live);
      case TEST_RUN -> {
        body.set("properties", properties(before, live, Set.of()));
        JsonNode bound = before.path("test_case");
        body.putObject("test_case")
            .put("id", bound.path("id").asLong(before.path("testCaseId").asLong()));
      }
      default -> body.set("properties", properties(before, live, Set.of()));
    }
    return body;
  }

  private static void putCase(ObjectNode body, JsonNode before, JsonNode live) {
    body.put("description", before.path("description").asText(""))
        .put("precondition", before.path("precondition").asText(""))
        .put("parent_id", before.path("parent_id").asLong());
    body.set("properties", properties(before, live, TOP_LEVEL));
    ArrayNode steps = body.putArray("test_steps");
    for (JsonNode step : before.path("test_steps")) {
      if (step.path("parent_test_step_id").asLong(0) == 0) {
        ObjectNode one =
            steps
                .addObject()
                .put("description", step.path("description").asText(""))
                .put("expected", step.path("expected").asText(""))
                .put("order", steps.size());
        long called = step.path("called_test_case_id").asLong(0);
        if (called > 0) {
          one.put("called_test_case_id", called);
        }
      }
    }
    DesignBodies.keepStepIds(body, live);
  }

  /** What was there, and empty values for what has been filled since. */
  private static ArrayNode properties(JsonNode before, JsonNode live, Set<String> shownElsewhere) {
    ArrayNode properties = QTestJson.array();
    Set<Long> done = new HashSet<>();
    for (JsonNode property : before.path("properties")) {
      add(properties, property, property.path("field_value").asText(""), done, shownElsewhere);
    }
    for (JsonNode property : live.path("properties")) {
      if (!property.path("field_value").asText("").isEmpty()) {
        add(properties, property, "", done, shownElsewhere);
      }
    }
    return properties;
  }

  private static void add(
      ArrayNode properties,
      JsonNode property,
      String value,
      Set<Long> done,
      Set<String> elsewhere) {
    long id = property.path("field_id").asLong();
    String shown = property.path("field_value").isNull() ? "" : value;
    // computed fields have negative ids and must not be sent back
    if (id > 0 && !elsewhere.contains(property.path("field_name").asText("")) && done.add(id)) {
      properties.addObject().put("field_id", id).put("field_value", shown);
    }
  }
}
