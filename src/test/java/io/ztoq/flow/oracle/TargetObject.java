package io.ztoq.flow.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Something in qTest's trees.
 *
 * @param parent place of the object above; 0 at the top
 * @param position among what was listed for the same parent, from 0
 */
record TargetObject(JsonNode row, long parent, int position) {

  private static final long RELEASE = 1L << 60;

  /** A number for an object of the execution tree: ids are unique per type only. */
  static long place(String type, long id) {
    return type.equals("release") ? id | RELEASE : type.equals("test-suite") ? -id : id;
  }

  long place() {
    return isSuite() ? -id() : id();
  }

  /** Id of the release above. */
  long release() {
    return parent & ~RELEASE;
  }

  long id() {
    return row.get("id").asLong();
  }

  String name() {
    return row.get("name").asText();
  }

  String description() {
    return row.path("description").asText("");
  }

  /**
   * A test suite: its field Description first, then every other field with its label, then its key
   * as a marker.
   */
  TargetObject asSuite(List<TargetField> fields) {
    StringBuilder text = new StringBuilder(QTestProject.seen(fields, this, "Description"));
    for (TargetField field : fields) {
      String value = QTestProject.seen(fields, this, field.label());
      if (!value.isEmpty()) {
        text.append('\n').append(field.label()).append(": ").append(value);
      }
    }
    text.append("\n[zephyr:").append(QTestProject.seen(fields, this, "Zephyr Key")).append(']');
    ObjectNode suite = row.deepCopy();
    suite.put("description", text.toString()).put("is_suite", true);
    return new TargetObject(suite, parent, position);
  }

  boolean isSuite() {
    return row.path("is_suite").asBoolean(false);
  }

  /** What stands between the brackets of the last line, empty where that is no marker. */
  String marker() {
    String last = Texts.lastLine(description());
    return last.startsWith("[zephyr:") && last.endsWith("]")
        ? last.substring(1, last.length() - 1)
        : "";
  }
}
