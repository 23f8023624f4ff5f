package io.ztoq.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A field of one object type, as the field settings of the project show it.
 *
 * @param dataType 1 text box, 2 text area, 3 combo box, 4 date, 5 user list, 6 rich text, 7 number,
 *     8 check box, 9 date time, 12 URL, 17 multi-select combo box
 * @param multiple whether it takes several values; a check box and a multi-select always do
 * @param options id by label, in qTest's order; empty where the field has none
 */
public record QTestField(
    long id,
    String label,
    int dataType,
    boolean system,
    boolean active,
    boolean multiple,
    Map<String, Long> options) {

  public static final int TEXT_BOX = 1;
  public static final int TEXT_AREA = 2;
  public static final int COMBO_BOX = 3;
  public static final int DATE = 4;
  public static final int USER_LIST = 5;
  public static final int RICH_TEXT = 6;
  public static final int NUMBER = 7;
  public static final int CHECK_BOX = 8;
  public static final int DATE_TIME = 9;
  public static final int MULTI_SELECT = 17;

  public QTestField {
    options = new LinkedHashMap<>(options);
  }

  /** Lenient: whatever is missing takes its harmless value. */
  public static QTestField parse(JsonNode field) {
    Map<String, Long> options = new LinkedHashMap<>();
    for (JsonNode option : field.path("allowed_values")) {
      if (option.path("is_active").asBoolean(true)) {
        options.putIfAbsent(option.path("label").asText(), option.path("value").asLong());
      }
    }
    return new QTestField(
        field.path("id").asLong(),
        field.path("label").asText(),
        field.path("data_type").asInt(TEXT_BOX),
        field.path("system_field").asBoolean(false),
        field.path("is_active").asBoolean(true),
        field.path("multiple").asBoolean(false),
        options);
  }

  public boolean isDate() {
    return dataType == DATE || dataType == DATE_TIME;
  }

  /** Whether it gives back exactly the text that was put in. */
  public boolean isPlainText() {
    return dataType == TEXT_BOX || dataType == TEXT_AREA;
  }

  public boolean isMulti() {
    return dataType == CHECK_BOX || dataType == MULTI_SELECT || multiple && dataType == COMBO_BOX;
  }

  public boolean hasOptions() {
    return dataType == COMBO_BOX || isMulti();
  }
}
