package io.ztoq.sandbox.qtest;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ztoq.sandbox.wire.Json;
import java.util.ArrayList;
import java.util.List;

/** A field setting of one object type. */
@JsonAutoDetect(
    fieldVisibility = JsonAutoDetect.Visibility.ANY,
    getterVisibility = JsonAutoDetect.Visibility.NONE)
final class Field {

  static final int TEXT_BOX = 1;
  static final int TEXT_AREA = 2;
  static final int COMBO_BOX = 3;
  static final int DATE = 4;
  static final int USER_LIST = 5;
  static final int RICH_TEXT = 6;
  static final int NUMBER = 7;
  static final int CHECK_BOX = 8;
  static final int DATE_TIME = 9;
  static final int URL = 12;
  static final int MULTI_COMBO_BOX = 17;

  long id;
  String label = "";
  int dataType = TEXT_BOX;
  boolean required;
  boolean multiple;
  boolean system;
  boolean active = true;
  int order;
  List<Option> options = new ArrayList<>();

  /** An option of a list field. */
  record Option(long value, String label, int order, boolean isDefault, boolean active) {

    ObjectNode json() {
      return Json.object()
          .put("value", value)
          .put("label", label)
          .put("order", order)
          .put("is_default", isDefault)
          .put("is_active", active);
    }
  }

  /** Whether its values are chosen from options. */
  boolean hasOptions() {
    return constrained() && dataType != USER_LIST;
  }

  boolean constrained() {
    return dataType == COMBO_BOX
        || dataType == USER_LIST
        || dataType == CHECK_BOX
        || dataType == MULTI_COMBO_BOX;
  }

  ObjectNode json() {
    ObjectNode row =
        Json.object()
            .put("id", id)
            .put("label", label)
            .put("required", required)
            .put("constrained", constrained())
            .put("order", order);
    var values = row.putArray("allowed_values");
    options.forEach(option -> values.add(option.json()));
    return row.put("multiple", multiple)
        .put("data_type", dataType)
        .put("searchable", true)
        .put("free_text_search", false)
        .put("system_field", system)
        .put("original_name", label)
        .put("is_active", active);
  }
}
