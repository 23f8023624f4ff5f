package io.ztoq.flow.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

/** A field of the target project; turns stored values into what a user sees. */
record TargetField(JsonNode row) {

  static final int TEXT = 1;
  static final int AREA = 2;
  static final int COMBO = 3;
  static final int DATE = 4;
  static final int RICH = 6;
  static final int NUMBER = 7;
  static final int CHECK = 8;
  static final int DATE_TIME = 9;
  static final int MULTI = 17;

  long id() {
    return row.get("id").asLong();
  }

  String label() {
    return row.get("label").asText();
  }

  int type() {
    return row.get("data_type").asInt();
  }

  List<String> options() {
    List<String> labels = new ArrayList<>();
    row.path("allowed_values").forEach(option -> labels.add(option.get("label").asText()));
    return labels;
  }

  /**
   * A value in a form that can be compared; options by label, several of them sorted, instants in
   * UTC.
   */
  String seen(String value) {
    if (value.isEmpty()) {
      return "";
    }
    return switch (type()) {
      case COMBO -> label(value);
      case CHECK, MULTI -> labels(value);
      case NUMBER -> new BigDecimal(value).stripTrailingZeros().toPlainString();
      case DATE, DATE_TIME -> OffsetDateTime.parse(value).toInstant().toString();
      default -> value;
    };
  }

  private String labels(String value) {
    List<String> labels = new ArrayList<>();
    for (String id : value.replaceAll("[\\[\\]\\s]", "").split(",")) {
      labels.add(label(id));
    }
    Collections.sort(labels);
    String text = labels.toString();
    return new TreeSet<>(labels).size() == labels.size() ? text : "twice the same: " + text;
  }

  private String label(String id) {
    for (JsonNode option : row.path("allowed_values")) {
      if (option.get("value").asText().equals(id)) {
        return option.get("label").asText();
      }
    }
    return "no option " + id;
  }
}
