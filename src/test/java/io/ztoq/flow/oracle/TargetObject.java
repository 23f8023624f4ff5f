package io.ztoq.flow.oracle;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Something in qTest's trees.
 *
 * @param parent id of the object above; 0 at the top
 * @param position among what was listed for the same parent, from 0
 */
record TargetObject(JsonNode row, long parent, int position) {

  long id() {
    return row.get("id").asLong();
  }

  String name() {
    return row.get("name").asText();
  }

  String description() {
    return row.path("description").asText("");
  }

  /** What stands between the brackets of the last line, empty where that is no marker. */
  String marker() {
    String last = Texts.lastLine(description());
    return last.startsWith("[zephyr:") && last.endsWith("]")
        ? last.substring(1, last.length() - 1)
        : "";
  }
}
