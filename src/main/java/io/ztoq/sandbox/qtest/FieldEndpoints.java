package io.ztoq.sandbox.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ztoq.sandbox.wire.Call;
import io.ztoq.sandbox.wire.Json;
import io.ztoq.sandbox.wire.Reply;
import io.ztoq.sandbox.wire.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Field settings and options (api-contract.md 2.4, trap 19). Step columns are site fields and
 * cannot be made here.
 */
final class FieldEndpoints {

  private static final String PATH = "/api/v3/projects/{projectId}/settings/{objectType}/fields";
  private static final Set<Integer> DATA_TYPES = Set.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 17);
  private static final Set<String> CREATE_KEYS =
      Set.of(
          "label",
          "data_type",
          "required",
          "multiple",
          "allowed_values",
          "order",
          "searchable",
          "free_text_search",
          "default_value",
          "is_active",
          "system_field",
          "constrained");
  private static final Set<String> UPDATE_KEYS =
      Set.of(
          "label",
          "data_type",
          "required",
          "multiple",
          "allowed_values",
          "order",
          "searchable",
          "default_value",
          "is_active");
  private static final Set<String> OPTION_KEYS =
      Set.of("value", "label", "order", "is_default", "is_active", "color");
  private static final int OPTIONS_PER_CALL = 100;

  private final QTestState state;
  private final QTestPages pages;

  FieldEndpoints(QTestState state, QTestPages pages) {
    this.state = state;
    this.pages = pages;
  }

  void addTo(Routes routes) {
    String options = PATH + "/{fieldId}/allowed-values";
    routes
        .on("GET", PATH, this::list)
        .on("POST", PATH, this::create)
        .on(
            "GET",
            PATH + "/{fieldId}",
            call -> Reply.ok(field(call).json().put("attribute_type", "UserDefined")))
        .on("PUT", PATH + "/{fieldId}", this::update)
        .on("DELETE", PATH + "/{fieldId}", this::delete)
        .on(
            "GET",
            options,
            call -> pages.bareWithTotal(call, field(call).options, Field.Option::json))
        .on("POST", options, this::addOptions)
        .on("PUT", options + "/{value}", this::changeOption)
        .on("DELETE", options + "/{value}", this::deleteOption);
  }

  private static String readType(Call call) {
    String type = call.variable("objectType");
    if (!FieldDefaults.OBJECT_TYPES.contains(type)) {
      throw QTestErrors.invalid("Unknown object type " + type);
    }
    return type;
  }

  private static String writeType(Call call) {
    String type = readType(call);
    if (type.equals("test-steps")) {
      throw QTestErrors.invalid("Columns of test steps are fields of the site");
    }
    return type;
  }

  private Field field(Call call) {
    long id = QTestPages.idVariable(call, "fieldId");
    for (Field field : state.fields(readType(call))) {
      if (field.id == id) {
        return field;
      }
    }
    throw QTestErrors.unknown("Field");
  }

  private Reply list(Call call) {
    boolean inactive = QTestPages.flag(call, "includeInactive");
    List<Field> shown =
        state.fields(readType(call)).stream().filter(field -> field.active || inactive).toList();
    return pages.bare(shown, this::json);
  }

  /** Where shapes are loose a field without options may lack the key. */
  private ObjectNode json(Field field) {
    ObjectNode row = field.json();
    if (field.options.isEmpty() && field.id % 2 == 0 && pages.rules().is(QTestTrait.LOOSE_SHAPES)) {
      row.remove("allowed_values");
    }
    return pages.shaped(row);
  }

  private Reply create(Call call) {
    String type = writeType(call);
    Body body = Body.of(call, CREATE_KEYS);
    String label = body.required("label");
    int dataType = (int) body.requiredNumber("data_type");
    boolean multiple = body.flag("multiple");
    if (label.isBlank() || !DATA_TYPES.contains(dataType)) {
      throw QTestErrors.invalid("label and a data_type of " + DATA_TYPES + " are required");
    }
    if (!multiple && (dataType == Field.CHECK_BOX || dataType == Field.MULTI_COMBO_BOX)) {
      throw QTestErrors.invalid("multiple must be true for data_type 8 and 17");
    }
    if (state.fields(type).stream().anyMatch(field -> field.label.equalsIgnoreCase(label))) {
      noteEqual("A field of " + type, label);
    }
    Field field = new Field();
    field.dataType = dataType;
    if (body.has("allowed_values") && !field.hasOptions()) {
      throw QTestErrors.invalid("Only lists have allowed values");
    }
    List<Field.Option> options = options(body.array("allowed_values"), field);
    field.id = state.nextId("fields");
    field.label = label;
    field.multiple = multiple;
    field.required = body.flag("required");
    field.order = state.fields(type).size() + 1;
    field.options.addAll(options);
    state.fields(type).add(field);
    return Reply.json(201, field.json());
  }

  /** Nothing is said about equal labels: a site refuses them, or has both then. */
  private void noteEqual(String what, String label) {
    String message = what + " with label '" + label + "' exists already";
    if (!pages.rules().is(QTestTrait.EQUAL_LABELS)) {
      throw QTestErrors.invalid(message);
    }
    state.violation(message);
  }

  /** Reads options; those that name a present value keep it. */
  private List<Field.Option> options(JsonNode rows, Field field) {
    List<Field.Option> options = new ArrayList<>();
    if (rows.size() > OPTIONS_PER_CALL) {
      throw QTestErrors.invalid("At most " + OPTIONS_PER_CALL + " allowed values per call");
    }
    for (JsonNode row : rows) {
      Body body = Body.of(row, OPTION_KEYS);
      String label = body.required("label");
      Long value = body.number("value");
      boolean present =
          value != null && field.options.stream().anyMatch(each -> each.value() == value);
      boolean clash =
          options.stream().anyMatch(each -> each.label().equals(label))
              || !present && field.options.stream().anyMatch(each -> each.label().equals(label));
      if (label.isEmpty() || value != null && !present) {
        throw QTestErrors.invalid("Allowed value '" + label + "' is empty or has an unknown id");
      }
      if (clash) {
        noteEqual("An allowed value", label);
      }
      options.add(
          new Field.Option(
              present ? value : state.nextId("options"),
              label,
              options.size() + 1,
              body.flag("is_default"),
              !body.has("is_active") || body.flag("is_active")));
    }
    return options;
  }

  private Reply update(Call call) {
    String type = writeType(call);
    Field field = field(call);
    Body body = Body.of(call, UPDATE_KEYS);
    Long dataType = body.number("data_type");
    if (dataType != null && dataType != field.dataType) {
      throw QTestErrors.invalid("data_type cannot be changed");
    }
    if (body.has("allowed_values")) {
      List<Field.Option> options = options(body.array("allowed_values"), field);
      if (options.size() < field.options.size()) {
        state.violation(
            "PUT fields with a partial allowed_values: options of " + type + " were deleted");
      }
      field.options.clear();
      field.options.addAll(options);
    }
    field.label = body.textOr("label", field.label);
    field.required = body.has("required") ? body.flag("required") : field.required;
    field.active = body.has("is_active") ? body.flag("is_active") : field.active;
    return Reply.ok(field.json());
  }

  private Reply delete(Call call) {
    Field field = field(call);
    if (field.system) {
      throw QTestErrors.invalid("A system field cannot be deleted");
    }
    state.fields(writeType(call)).remove(field);
    return Reply.ok(Json.object());
  }

  private Reply addOptions(Call call) {
    writeType(call);
    Field field = field(call);
    if (!call.json().isArray() || call.json().isEmpty()) {
      throw QTestErrors.invalid("An array of allowed values was expected");
    }
    if (!field.hasOptions()) {
      throw QTestErrors.invalid("Field " + field.label + " has no allowed values");
    }
    List<Field.Option> added = options(call.json(), field);
    field.options.addAll(added);
    ObjectNode answer = Json.object();
    answer.putArray("links");
    answer.put("total", field.options.size());
    var items = answer.putArray("items");
    added.forEach(option -> items.add(option.json()));
    return Reply.ok(answer);
  }

  private int place(Call call, Field field) {
    long value = QTestPages.idVariable(call, "value");
    for (int place = 0; place < field.options.size(); place++) {
      if (field.options.get(place).value() == value) {
        return place;
      }
    }
    throw QTestErrors.unknown("Allowed value");
  }

  private Reply changeOption(Call call) {
    writeType(call);
    Field field = field(call);
    int place = place(call, field);
    Body body = Body.of(call, OPTION_KEYS);
    Field.Option before = field.options.get(place);
    field.options.set(
        place,
        new Field.Option(
            before.value(),
            body.required("label"),
            before.order(),
            before.isDefault(),
            !body.has("is_active") || body.flag("is_active")));
    return Reply.ok(Json.object());
  }

  private Reply deleteOption(Call call) {
    writeType(call);
    Field field = field(call);
    field.options.remove(place(call, field));
    return Reply.ok(Json.object());
  }
}
