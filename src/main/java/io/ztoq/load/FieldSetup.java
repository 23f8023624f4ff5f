package io.ztoq.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ztoq.call.ApiAnswer;
import io.ztoq.call.ApiRequest;
import io.ztoq.call.Door;
import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.failure.TransientFailure;
import io.ztoq.qtest.FieldCatalogue;
import io.ztoq.qtest.QTestField;
import io.ztoq.qtest.QTestJson;
import io.ztoq.qtest.QTestLists;
import io.ztoq.qtest.QTestLists.Paging;
import io.ztoq.qtest.QTestRequests;
import io.ztoq.store.FieldIds.PlannedField;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Creates fields and options that the documents need. After a lost answer it reads what is there,
 * by label.
 */
final class FieldSetup {

  /** Most options per call (trap 19). */
  private static final int MOST_OPTIONS = 100;

  private static final int MOST_ROUNDS = 5;

  private final QTestRequests requests;
  private final QTestLists lists;
  private final Door door;
  private final boolean mayCreate;
  private final boolean withSuites;
  private final Runnable settled;

  /**
   * @param settled waits until qTest shows what a lost request may have done
   */
  FieldSetup(
      QTestRequests requests,
      QTestLists lists,
      Door door,
      boolean mayCreate,
      boolean withSuites,
      Runnable settled) {
    this.requests = requests;
    this.lists = lists;
    this.door = door;
    this.mayCreate = mayCreate;
    this.withSuites = withSuites;
    this.settled = settled;
  }

  /** The marker field is needed even where no document says so. */
  void addKeys(Map<String, Set<PlannedField>> planned) {
    List<String> types = new ArrayList<>(List.of("test-cases", "test-runs"));
    if (withSuites) {
      types.add("test-suites");
    }
    planned.keySet().retainAll(types);
    if (withSuites) {
      planned
          .computeIfAbsent(SuiteForm.TYPE, key -> new HashSet<>())
          .add(
              new PlannedField(
                  SuiteForm.TYPE, SuiteForm.DESCRIPTION, QTestField.RICH_TEXT, null, true));
    }
    for (String type : types) {
      Set<PlannedField> fields = planned.computeIfAbsent(type, key -> new HashSet<>());
      if (fields.stream().noneMatch(field -> field.label().equals(FieldCatalogue.ZEPHYR_KEY))) {
        fields.add(
            new PlannedField(type, FieldCatalogue.ZEPHYR_KEY, QTestField.TEXT_BOX, null, false));
      }
    }
  }

  /** All fields by object type and label, after everything planned is there. */
  Map<String, Map<String, QTestField>> prepare(Map<String, Set<PlannedField>> planned) {
    Map<String, Map<String, QTestField>> found = new TreeMap<>();
    List<String> byHand = new ArrayList<>();
    planned.forEach((type, fields) -> found.put(type, prepare(type, fields, byHand)));
    if (!byHand.isEmpty()) {
      throw new RunStopped(
          ExitCode.UNREACHABLE,
          "LOD-026",
          "create these in the field settings of the qTest project, then run load again (or allow it: qtest.create-fields, and project admin rights for the owner of the token): "
              + String.join("; ", byHand));
    }
    return found;
  }

  private Map<String, QTestField> prepare(
      String type, Set<PlannedField> planned, List<String> byHand) {
    Map<String, QTestField> there = read(type);
    planned.forEach(field -> refuse(type, there.get(field.label())));
    boolean changed = false;
    for (PlannedField field : planned) {
      List<JsonNode> wanted = missing(there.get(field.label()), field);
      if (wanted.isEmpty()) {
        continue;
      }
      // one refusal of rights is enough, the others are only named
      if (!mayCreate || !byHand.isEmpty() || !send(type, field, wanted)) {
        byHand.add(
            "%s '%s' (type %d%s)".formatted(type, field.label(), field.dataType(), options(field)));
      }
      changed = true;
    }
    return changed ? read(type) : there;
  }

  private static String options(PlannedField field) {
    return field.options() == null ? "" : ", options " + field.options();
  }

  /** Before anything is created or added: what stands there may not be usable. */
  private static void refuse(String type, @Nullable QTestField field) {
    if (field == null) {
      return;
    }
    if (!field.active()) {
      throw new RunStopped(
          ExitCode.UNREACHABLE,
          "LOD-027",
          "field '%s' on %s is switched off in the qTest project; switch it on in the field settings, then run load again"
              .formatted(field.label(), type));
    }
    if (field.label().equals(FieldCatalogue.ZEPHYR_KEY) && !field.isPlainText()) {
      throw new RunStopped(
          ExitCode.UNREACHABLE,
          "LOD-031",
          "field '%s' on %s is of type %d, but objects are found again by it and it must be a text box (type 1); rename that field in the field settings, then run load again"
              .formatted(field.label(), type, field.dataType()));
    }
  }

  private Map<String, QTestField> read(String type) {
    List<JsonNode> rows =
        lists.all(requests.fields(type).with("includeInactive", true), Paging.NONE);
    return FieldCatalogue.byLabel(rows.stream().map(QTestField::parse).toList());
  }

  /**
   * What is to be sent for a field: the field itself first (a label without value), then options it
   * lacks.
   */
  private static List<JsonNode> missing(@Nullable QTestField there, PlannedField field) {
    List<JsonNode> missing = new ArrayList<>();
    if (there == null && !field.system()) {
      missing.add(QTestJson.object().put("label", field.label()));
    }
    if (field.options() != null && (there == null || there.hasOptions())) {
      for (JsonNode option : QTestJson.tree(field.options())) {
        if (there == null || !there.options().containsKey(option.asText())) {
          missing.add(option);
        }
      }
    }
    return missing;
  }

  /** Returns false when the token may not. */
  private boolean send(String type, PlannedField field, List<JsonNode> wanted) {
    List<JsonNode> left = wanted;
    QTestField there = read(type).get(field.label());
    int rounds = 0;
    while (!left.isEmpty()) {
      if (rounds++ > MOST_ROUNDS) {
        throw new TransientFailure(
            "LOD-028",
            "field '%s' on %s could not be made, answers are lost; run load again"
                .formatted(field.label(), type));
      }
      if (!sendOnce(type, field, there, left)) {
        return false;
      }
      there = read(type).get(field.label());
      int before = left.size();
      left = missing(there, field);
      rounds = left.size() < before ? 0 : rounds;
    }
    return true;
  }

  private boolean sendOnce(
      String type, PlannedField field, @Nullable QTestField there, List<JsonNode> left) {
    if (there == null) {
      if (field.system()) {
        return false;
      }
      List<JsonNode> options = left.subList(1, left.size());
      return accepted(type, field, requests.createField(type, body(field, head(options))));
    }
    int order = there.options().size();
    return accepted(type, field, requests.addOptions(type, there.id(), array(head(left), order)));
  }

  private static List<JsonNode> head(List<JsonNode> options) {
    return options.subList(0, Math.min(MOST_OPTIONS, options.size()));
  }

  private static ObjectNode body(PlannedField field, List<JsonNode> options) {
    ObjectNode body =
        QTestJson.object().put("label", field.label()).put("data_type", field.dataType());
    body.put("required", false);
    if (field.dataType() == QTestField.CHECK_BOX || field.dataType() == QTestField.MULTI_SELECT) {
      body.put("multiple", true);
    }
    if (!options.isEmpty()) {
      body.set("allowed_values", array(options, 0));
    }
    return body;
  }

  private static ArrayNode array(List<JsonNode> options, int before) {
    ArrayNode array = QTestJson.array();
    for (JsonNode option : options) {
      array.addObject().put("label", option.asText()).put("order", before + array.size());
    }
    return array;
  }

  /** A lost answer counts as accepted: the next round reads what is there. */
  private boolean accepted(String type, PlannedField field, ApiRequest request) {
    ApiAnswer answer = door.call(request);
    if (answer.ok()) {
      return true;
    }
    if (answer.lost() || answer.status() >= 500) {
      settled.run();
      return true;
    }
    if (answer.status() == 403) {
      return false;
    }
    throw new RunStopped(
        ExitCode.UNREACHABLE,
        "LOD-029",
        "qTest refuses field '%s' on %s (%d: %s); create it by hand, or map it to another one"
            .formatted(field.label(), type, answer.status(), QTestJson.complaint(answer)));
  }
}
