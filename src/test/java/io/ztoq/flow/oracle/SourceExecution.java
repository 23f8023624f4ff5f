package io.ztoq.flow.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Zephyr test execution with its step results.
 *
 * @param stepFiles by index of the step result, from 0
 */
public record SourceExecution(
    JsonNode row,
    List<JsonNode> steps,
    List<SourceFile> files,
    Map<Integer, List<SourceFile>> stepFiles) {

  private static final Pattern VERSION = Pattern.compile("/testcases/([^/]+)/versions/(\\d+)");

  long id() {
    return row.get("id").asLong();
  }

  /** What stands in the marker: the key, or {@code execution/<id>} where Zephyr gives no key. */
  String mark() {
    return row.path("key").isTextual() ? row.get("key").asText() : "execution/" + id();
  }

  /** Key of the executed case; the id beside it is that of a version. */
  String caseKey() {
    Matcher version = VERSION.matcher(row.path("testCase").path("self").asText());
    return version.find() ? version.group(1) : "";
  }
}
