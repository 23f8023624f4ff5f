package io.ztoq.flow.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Test cases: each once, in its module, with its fields and steps, approved. */
final class CompareCases {

  private final ExpectedProject expected;
  private final Rules rules;
  private final Differences differences;
  private final Texts texts;
  private final CustomFields customFields;

  CompareCases(ExpectedProject expected, Rules rules, Differences differences) {
    this.expected = expected;
    this.rules = rules;
    this.differences = differences;
    this.texts = new Texts(rules.users());
    this.customFields = new CustomFields(expected.source(), rules);
  }

  /**
   * @param modules marker of each module by its id
   * @return each case by its key
   */
  Map<String, TargetObject> compare(
      QTestProject target, List<TargetObject> made, Map<Long, String> modules) {
    Map<String, TargetObject> byKey = new HashMap<>();
    Map<Long, String> keys = new HashMap<>();
    for (TargetObject object : made) {
      String key = QTestProject.seen(target.caseFields(), object, "Zephyr Key");
      String what = "case " + object.id() + " \"" + object.name() + '"';
      String why = expected.rejections().reasons().getOrDefault(key, "no such case in Zephyr");
      differences.holds(
          expected.cases().containsKey(key), what, "existence", "not there: " + why, key);
      differences.holds(byKey.put(key, object) == null, what, "existence", "once", key);
      keys.put(object.id(), key);
    }
    expected
        .cases()
        .forEach(
            (key, wanted) -> {
              TargetObject object = byKey.get(key);
              differences.holds(object != null, "case " + key, "existence", "there", "missing");
              if (object != null) {
                differences.same(
                    "case " + key, "module", wanted.module(), modules.get(object.parent()));
                compareTexts(wanted, object);
                compareFields(wanted, object, target.caseFields());
                compareSteps("case " + key, wanted.steps(), object, keys);
              }
            });
    compareTypes(target.caseFields());
    return byKey;
  }

  private void compareTexts(ExpectedCase wanted, TargetObject object) {
    JsonNode row = wanted.source().row();
    String what = "case " + wanted.source().key();
    differences.same(what, "name", wanted.source().name(), object.name());
    compareText(what, "description", row.path("objective").asText(""), object.description());
    compareText(
        what,
        "precondition",
        row.path("precondition").asText(""),
        object.row().path("precondition").asText(""));
    String version = object.row().path("version").asText();
    boolean approved = version.matches("[1-9]\\d*\\.0");
    differences.same(what, "is approved", rules.shape().approved(), approved);
    differences.holds(version.matches("\\d+\\.\\d+"), what, "version", "two numbers", version);
  }

  private void compareText(String what, String field, String source, String actual) {
    differences.holds(texts.same(source, actual), what, field, texts.arrived(source), actual);
  }

  private void compareFields(ExpectedCase wanted, TargetObject object, List<TargetField> fields) {
    JsonNode row = wanted.source().row();
    String what = "case " + wanted.source().key();
    Map<String, String> values = new HashMap<>();
    values.put("Priority", wanted.priority());
    values.put(
        "Zephyr Status",
        expected.source().statuses().getOrDefault(row.path("status").path("id").asLong(), ""));
    values.put("Zephyr Owner", rules.user(row.path("owner").path("accountId").asText("")));
    values.put("Zephyr Labels", labels(row));
    values.put("Zephyr Component", rules.reference(row.path("component").path("id").asText("")));
    values.put("Zephyr Estimated Time (ms)", row.path("estimatedTime").asText(""));
    values.put("Zephyr Created On", instant(row.path("createdOn").asText("")));
    values.forEach(
        (label, value) ->
            differences.same(
                what, "field " + label, value, QTestProject.seen(fields, object, label)));
    String links = QTestProject.seen(fields, object, "Zephyr Links");
    List<String> facts = links(row);
    differences.states(texts, what, "field Zephyr Links", links, facts);
    differences.same(what, "has links", !facts.isEmpty(), !links.isEmpty());
    for (Map.Entry<String, FieldKind> field : customFields.kinds().entrySet()) {
      JsonNode value = row.path("customFields").path(field.getKey());
      String actual = QTestProject.seen(fields, object, label(field.getKey()));
      if (value.isMissingNode()
          || value.isNull()
          || value.isTextual() && value.asText().isEmpty()) {
        differences.same(what, "field " + field.getKey(), "", actual);
      } else {
        customFields.compare(what, field.getKey(), value, actual, differences);
      }
    }
  }

  private String label(String name) {
    return rules.caseFields().getOrDefault(name, name);
  }

  private static String instant(String text) {
    return text.isEmpty() ? "" : Instant.parse(text).toString();
  }

  private static String labels(JsonNode row) {
    List<String> labels = new ArrayList<>();
    row.path("labels").forEach(label -> labels.add(label.asText()));
    return String.join(", ", labels);
  }

  private List<String> links(JsonNode row) {
    List<String> facts = new ArrayList<>();
    if (!rules.shape().links()) {
      return facts;
    }
    row.path("links").path("issues").forEach(issue -> facts.add(issue.get("issueId").asText()));
    for (JsonNode link : row.path("links").path("webLinks")) {
      facts.add(link.path("url").asText());
      facts.add(link.path("description").asText(""));
    }
    facts.removeIf(String::isEmpty);
    return facts;
  }

  private void compareSteps(
      String what, List<ExpectedStep> wanted, TargetObject object, Map<Long, String> keys) {
    List<JsonNode> actual = new ArrayList<>();
    object.row().path("test_steps").forEach(actual::add);
    differences.same(what, "number of steps", wanted.size(), actual.size());
    for (int index = 0; index < Math.min(wanted.size(), actual.size()); index++) {
      compareStep(what + " step " + (index + 1), wanted.get(index), actual.get(index), keys);
      differences.same(
          what + " step " + (index + 1),
          "order",
          index + 1,
          actual.get(index).path("order").asInt());
    }
  }

  private void compareStep(
      String what, ExpectedStep wanted, JsonNode step, Map<Long, String> keys) {
    String description = step.path("description").asText("");
    String expectedResult = step.path("expected").asText("");
    String called =
        step.path("called_test_case_id").isNumber()
            ? keys.getOrDefault(
                step.path("called_test_case_id").asLong(), "a case that is not there")
            : "";
    differences.same(what, "calls", wanted.calls(), called);
    if (wanted.calls().isEmpty()) {
      differences.holds(
          texts.same(wanted.expected(), expectedResult),
          what,
          "expected",
          wanted.expected(),
          expectedResult);
    }
    boolean fits =
        wanted.descriptions().isEmpty()
            || wanted.descriptions().stream()
                .anyMatch(
                    form ->
                        wanted.isExact()
                            ? texts.same(form, description)
                            : texts.startsWith(form, description));
    differences.holds(
        fits, what, "description", String.join(" OR ", wanted.descriptions()), description);
    differences.states(texts, what, "description", description, wanted.facts());
  }

  private void compareTypes(List<TargetField> fields) {
    Map<String, List<Integer>> types = new HashMap<>();
    fields.forEach(
        field -> types.computeIfAbsent(field.label(), any -> new ArrayList<>()).add(field.type()));
    Map<String, Integer> own =
        Map.of(
            "Zephyr Key",
            TargetField.TEXT,
            "Zephyr Status",
            TargetField.TEXT,
            "Zephyr Owner",
            TargetField.TEXT,
            "Zephyr Labels",
            TargetField.TEXT,
            "Zephyr Estimated Time (ms)",
            TargetField.NUMBER,
            "Zephyr Created On",
            TargetField.DATE_TIME,
            "Zephyr Links",
            TargetField.AREA);
    own.forEach(
        (label, type) -> {
          if (!label.equals("Zephyr Links") || rules.shape().links()) {
            differences.same("field " + label, "types", List.of(type), types.get(label));
          }
        });
    customFields
        .kinds()
        .forEach(
            (name, kind) -> {
              List<Integer> found = types.getOrDefault(label(name), List.of());
              boolean mapped = rules.caseFields().containsKey(name);
              boolean fits = found.size() == 1 && (mapped || kind.types().contains(found.get(0)));
              differences.holds(
                  fits, "field " + label(name), "types", "one of " + kind.types(), found);
            });
  }
}
