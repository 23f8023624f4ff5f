package io.ztoq.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Request bodies of cycles, suites, runs and logs. */
public final class ExecutionBodies {

  private static final List<String> STEP_IDS =
      List.of("test_step_id", "test_step_log_id", "called_test_case_id", "parent_test_step_id");

  /** As public client code sends it (api-contract 2.3). */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private ExecutionBodies() {}

  public static ObjectNode cycle(CycleDocument document, int position) {
    ObjectNode body =
        QTestJson.object().put("name", document.name()).put("description", document.description());
    return DesignBodies.ordered(body, position);
  }

  /** A suite has no description; what it would say is in its properties. */
  public static ObjectNode suite(CycleDocument document, int position, ArrayNode properties) {
    ObjectNode body =
        DesignBodies.ordered(QTestJson.object().put("name", document.name()), position);
    body.set("properties", properties);
    return body;
  }

  /** A suite as it stands, at another place. */
  public static ObjectNode reorderedSuite(JsonNode live, int position) {
    ObjectNode body =
        DesignBodies.ordered(QTestJson.object().put("name", live.path("name").asText()), position);
    ArrayNode properties = body.putArray("properties");
    for (JsonNode property : live.path("properties")) {
      if (property.path("field_value").isTextual()) {
        properties
            .addObject()
            .put("field_id", property.path("field_id").asLong())
            .put("field_value", property.path("field_value").asText());
      }
    }
    return body;
  }

  /**
   * @param versionId of the case, null to let qTest take the latest
   */
  public static ObjectNode run(
      RunDocument document,
      int position,
      ArrayNode properties,
      long caseId,
      @Nullable Long versionId) {
    ObjectNode body =
        DesignBodies.ordered(QTestJson.object().put("name", document.name()), position);
    body.set("properties", properties);
    ObjectNode testCase = body.putObject("test_case").put("id", caseId);
    if (versionId != null) {
      testCase.put("test_case_version_id", versionId);
    }
    return body;
  }

  /** A change knows no order; the version that the run is bound to stays. */
  public static ObjectNode runChange(
      RunDocument document, ArrayNode properties, long caseId, JsonNode live) {
    long version =
        live.path("test_case_version_id")
            .asLong(live.path("test_case").path("test_case_version_id").asLong(0));
    ObjectNode body = run(document, 0, properties, caseId, version == 0 ? null : version);
    return body;
  }

  /**
   * @param stepId what identifies the step at a position of the flattened case: {@code
   *     test_step_id} and, within calls, {@code called_test_case_id} and {@code
   *     parent_test_step_id}
   */
  public static ObjectNode log(
      LogDocument document,
      FieldCatalogue catalogue,
      long versionId,
      IntFunction<ObjectNode> stepId) {
    ObjectNode body = logHead(document, catalogue, versionId);
    ArrayNode stepLogs = body.putArray("test_step_logs");
    for (LogDocument.StepLog stepLog : document.stepLogs()) {
      ObjectNode one = stepId.apply(stepLog.position());
      one.putObject("status").put("id", catalogue.status(stepLog.status()));
      one.put("actual_result", stepLog.actualResult()).put("exe_date", TIME.format(document.end()));
      stepLogs.add(one);
    }
    return body;
  }

  private static ObjectNode logHead(
      LogDocument document, FieldCatalogue catalogue, long versionId) {
    ObjectNode body = QTestJson.object();
    body.putObject("status").put("id", catalogue.status(document.status()));
    body.put("exe_start_date", TIME.format(document.start()))
        .put("exe_end_date", TIME.format(document.end()));
    body.put("test_case_version_id", versionId).put("note", document.note());
    if (document.buildNumber() != null) {
      body.put("build_number", document.buildNumber());
    }
    return body;
  }

  /**
   * A change of a log: its step results stay what and where they are, those that the document knows
   * get its status and text.
   *
   * @param live the log as qTest shows it
   * @param positions of its step results, in their order
   */
  public static ObjectNode logChange(
      LogDocument document, FieldCatalogue catalogue, JsonNode live, List<Integer> positions) {
    Map<Integer, LogDocument.StepLog> results = new HashMap<>();
    document.stepLogs().forEach(one -> results.put(one.position(), one));
    ObjectNode body = logHead(document, catalogue, live.path("test_case_version_id").asLong());
    ArrayNode stepLogs = body.putArray("test_step_logs");
    for (int i = 0; i < positions.size(); i++) {
      JsonNode before = live.path("test_step_logs").path(i);
      LogDocument.StepLog result = results.get(positions.get(i));
      ObjectNode one = stepLogs.addObject();
      for (String name : STEP_IDS) {
        if (before.path(name).asLong(0) > 0) {
          one.put(name, before.path(name).asLong());
        }
      }
      one.putObject("status")
          .put(
              "id",
              result == null
                  ? before.path("status").path("id").asLong()
                  : catalogue.status(result.status()));
      one.put(
              "actual_result",
              result == null ? before.path("actual_result").asText("") : result.actualResult())
          .put(
              "exe_date",
              result == null && before.path("exe_date").isTextual()
                  ? before.path("exe_date").asText()
                  : TIME.format(document.end()));
    }
    return body;
  }
}
