package io.ztoq.flow.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * A Zephyr test case with its script.
 *
 * @param steps rows of /teststeps; empty for a script
 * @param scriptType plain, bdd or empty
 * @param stepFiles by position of the step, from 1
 */
public record SourceCase(
    JsonNode row,
    List<JsonNode> steps,
    String scriptType,
    String scriptText,
    List<SourceFile> files,
    Map<Integer, List<SourceFile>> stepFiles) {

  String key() {
    return row.get("key").asText();
  }

  long id() {
    return row.get("id").asLong();
  }

  String name() {
    return row.get("name").asText();
  }
}
