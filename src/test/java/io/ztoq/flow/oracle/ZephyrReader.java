package io.ztoq.flow.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a whole Zephyr project; lists by offset, following what comes back. */
final class ZephyrReader {

  private final Remote zephyr;
  private final String projectKey;
  private final boolean withFiles;

  ZephyrReader(Remote zephyr, String projectKey, boolean withFiles) {
    this.zephyr = zephyr;
    this.projectKey = projectKey;
    this.withFiles = withFiles;
  }

  ZephyrProject read() {
    Map<Long, String> statuses = new HashMap<>();
    for (String type : List.of("TEST_CASE", "TEST_PLAN", "TEST_CYCLE", "TEST_EXECUTION")) {
      statuses.putAll(names(list("/statuses", "&statusType=" + type)));
    }
    return new ZephyrProject(
        names(list("/priorities", "")),
        statuses,
        names(list("/environments", "")),
        list("/folders", "&folderType=TEST_CASE"),
        list("/folders", "&folderType=TEST_CYCLE"),
        list("/testcases", "").stream().map(this::testCase).toList(),
        list("/testcycles", ""),
        list("/testexecutions", "").stream().map(this::execution).toList(),
        Instant.now());
  }

  private static Map<Long, String> names(List<JsonNode> rows) {
    Map<Long, String> names = new HashMap<>();
    rows.forEach(row -> names.put(row.get("id").asLong(), row.get("name").asText()));
    return names;
  }

  private SourceCase testCase(JsonNode row) {
    String path = "/testcases/" + row.get("key").asText();
    HttpResponse<byte[]> steps = zephyr.get(path + "/teststeps?startAt=0&maxResults=100");
    if (steps.statusCode() == 200) {
      return steps(row, path);
    }
    HttpResponse<byte[]> script = zephyr.get(path + "/testscript");
    JsonNode text = script.statusCode() == 200 ? Remote.parse(script) : null;
    return new SourceCase(
        row,
        List.of(),
        text == null ? "" : text.path("type").asText(),
        text == null ? "" : text.path("text").asText(""),
        files(path),
        Map.of());
  }

  private SourceCase steps(JsonNode row, String path) {
    List<JsonNode> steps = pages(path + "/teststeps?", 100);
    Map<Integer, List<SourceFile>> stepFiles = new HashMap<>();
    for (int index = 0; index < steps.size(); index++) {
      stepFiles.put(index + 1, filesOfStep(path, steps.get(index)));
    }
    return new SourceCase(row, steps, "", "", files(path), stepFiles);
  }

  private SourceExecution execution(JsonNode row) {
    String path = "/testexecutions/" + row.get("id").asLong();
    List<JsonNode> steps = pages(path + "/teststeps?", 100);
    Map<Integer, List<SourceFile>> stepFiles = new HashMap<>();
    for (int index = 0; index < steps.size(); index++) {
      stepFiles.put(index, filesOfStep(path, steps.get(index)));
    }
    return new SourceExecution(row, steps, files(path), stepFiles);
  }

  private List<SourceFile> filesOfStep(String path, JsonNode step) {
    return step.path("id").isNumber()
        ? files(path + "/teststeps/" + step.get("id").asLong())
        : List.of();
  }

  /** Files of an object by their ids; 404 also means that there are none. */
  private List<SourceFile> files(String path) {
    if (!withFiles) {
      return List.of();
    }
    HttpResponse<byte[]> answer = zephyr.get(path + "/attachments");
    if (answer.statusCode() == 404) {
      return List.of();
    }
    List<SourceFile> files = new ArrayList<>();
    for (JsonNode file : Remote.parse(answer).path("attachments")) {
      byte[] bytes = zephyr.get(path + "/attachments/" + file.get("id").asLong()).body();
      files.add(
          new SourceFile(
              file.get("id").asLong(),
              file.get("name").asText(),
              Remote.sha256(bytes),
              bytes.length));
    }
    files.sort((one, other) -> Long.compare(one.id(), other.id()));
    return files;
  }

  private List<JsonNode> list(String path, String filter) {
    return pages(path + "?projectKey=" + projectKey + filter + "&", 1000);
  }

  private List<JsonNode> pages(String pathAndQuery, int size) {
    List<JsonNode> rows = new ArrayList<>();
    while (true) {
      JsonNode page = zephyr.json(pathAndQuery + "startAt=" + rows.size() + "&maxResults=" + size);
      page.path("values").forEach(rows::add);
      boolean nextIsNull = page.has("next") && page.get("next").isNull();
      if (page.path("isLast").asBoolean() || nextIsNull || page.path("values").isEmpty()) {
        return rows;
      }
    }
  }
}
