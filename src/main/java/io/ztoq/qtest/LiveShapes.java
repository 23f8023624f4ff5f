package io.ztoq.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads qTest's answers leniently: unknown keys are ignored, missing ones are null or empty. */
final class LiveShapes {

  /** With or without milliseconds, offset as {@code +07:00}, {@code +0700} or {@code Z}. */
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXX][XX][X]")
          .toFormatter(java.util.Locale.ROOT);

  private LiveShapes() {}

  static LiveNode node(JsonNode json) {
    return new LiveNode(
        json.path("id").asLong(),
        text(json, "name"),
        text(json, "description"),
        count(json, "order"),
        properties(json));
  }

  static LiveCase testCase(JsonNode json) {
    JsonNode steps = json.get("test_steps");
    return new LiveCase(
        json.path("id").asLong(),
        text(json, "name"),
        number(json, "parent_id"),
        text(json, "description"),
        text(json, "precondition"),
        properties(json),
        steps == null || !steps.isArray() ? null : list(steps, LiveShapes::step),
        textOrNull(json, "version"),
        number(json, "test_case_version_id"),
        count(json, "order"));
  }

  static LiveRun run(JsonNode json) {
    JsonNode testCase = json.path("test_case");
    Long caseId =
        number(testCase, "id") == null ? number(json, "testCaseId") : number(testCase, "id");
    Long version = number(json, "test_case_version_id");
    JsonNode latest = json.path("latest_test_log");
    return new LiveRun(
        json.path("id").asLong(),
        text(json, "name"),
        number(json, "parentId"),
        caseId,
        version == null ? number(testCase, "test_case_version_id") : version,
        properties(json),
        statusName(latest.path("status")),
        number(latest, "id"),
        count(json, "order"));
  }

  static LiveLog log(JsonNode json, @Nullable Long runId) {
    JsonNode steps = json.get("test_step_logs");
    Long named = number(json, "test_run_id");
    String status = statusName(json.path("status"));
    return new LiveLog(
        json.path("id").asLong(),
        named == null ? runId : named,
        status == null ? "" : status,
        time(json, "exe_start_date"),
        time(json, "exe_end_date"),
        text(json, "note"),
        text(json, "build_number"),
        number(json, "test_case_version_id"),
        steps == null || !steps.isArray() ? null : list(steps, LiveShapes::stepLog));
  }

  static LiveAttachment attachment(JsonNode json) {
    return new LiveAttachment(
        json.path("id").asLong(),
        text(json, "name"),
        text(json, "content_type"),
        number(json, "artifact_id"));
  }

  static LiveField field(JsonNode json) {
    Map<Long, String> options = new HashMap<>();
    json.path("allowed_values")
        .forEach(option -> options.put(option.path("value").asLong(), text(option, "label")));
    return new LiveField(
        json.path("id").asLong(), text(json, "label"), json.path("data_type").asInt(), options);
  }

  static <T> List<T> list(JsonNode array, Function<JsonNode, T> shape) {
    List<T> found = new ArrayList<>();
    array.forEach(element -> found.add(shape.apply(element)));
    return found;
  }

  static @Nullable Instant instant(String text) {
    try {
      return OffsetDateTime.parse(text.strip(), TIME).toInstant();
    } catch (DateTimeParseException notATime) {
      return null;
    }
  }

  private static LiveCase.Step step(JsonNode json) {
    return new LiveCase.Step(
        json.path("id").asLong(),
        text(json, "description"),
        text(json, "expected"),
        json.path("order").asInt(),
        id(json, "called_test_case_id"));
  }

  private static LiveLog.StepLog stepLog(JsonNode json) {
    String status = statusName(json.path("status"));
    return new LiveLog.StepLog(
        number(json, "test_step_log_id"),
        number(json, "test_step_id"),
        id(json, "parent_test_step_id"),
        count(json, "order"),
        status == null ? "" : status,
        text(json, "actual_result"));
  }

  /** An object with a name on logs, a bare name on runs. */
  private static @Nullable String statusName(JsonNode status) {
    return status.isTextual() ? status.asText() : textOrNull(status, "name");
  }

  private static List<LiveProperty> properties(JsonNode json) {
    return list(
        json.path("properties"),
        property ->
            new LiveProperty(property.path("field_id").asLong(), text(property, "field_value")));
  }

  private static @Nullable Instant time(JsonNode json, String key) {
    return instant(text(json, key));
  }

  private static String text(JsonNode json, String key) {
    String value = textOrNull(json, key);
    return value == null ? "" : value;
  }

  private static @Nullable String textOrNull(JsonNode json, String key) {
    JsonNode value = json.path(key);
    return value.isMissingNode() || value.isNull() ? null : value.asText();
  }

  /** Some answers say 0 for none. */
  private static @Nullable Long id(JsonNode json, String key) {
    Long id = number(json, key);
    return id == null || id == 0 ? null : id;
  }

  private static @Nullable Long number(JsonNode json, String key) {
    JsonNode value = json.path(key);
    return value.canConvertToLong() || value.isTextual() && value.asText().matches("-?\\d{1,18}")
        ? (Long) value.asLong()
        : null;
  }

  private static @Nullable Integer count(JsonNode json, String key) {
    Long value = number(json, key);
    return value == null ? null : (Integer) value.intValue();
  }
}
