package io.ztoq.flow.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Steps and scripts by section 4 of the mapping. */
final class ExpectedSteps {

  private final Calls calls;

  ExpectedSteps(Calls calls) {
    this.calls = calls;
  }

  List<ExpectedStep> of(SourceCase source) {
    if (source.scriptType().isEmpty()) {
      return isOneEmptyStep(source.steps())
          ? List.of()
          : source.steps().stream().map(step -> step(source.key(), step)).toList();
    }
    String text = source.scriptText();
    if (text.isBlank()) {
      return List.of();
    }
    List<String> forms =
        source.scriptType().equals("bdd")
            ? List.of("<pre>" + text + "</pre>", "<pre>" + escaped(text) + "</pre>")
            : List.of(text.replaceAll("\r\n|\r|\n", "<br>"));
    return List.of(new ExpectedStep(forms, List.of(), "", ""));
  }

  /** Text as HTML; quotes need no escape there. */
  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static boolean isOneEmptyStep(List<JsonNode> steps) {
    if (steps.size() != 1 || !Calls.calledKey(steps.get(0)).isEmpty()) {
      return false;
    }
    JsonNode inline = steps.get(0).path("inline");
    return (text(inline, "description") + text(inline, "testData") + text(inline, "expectedResult"))
        .isEmpty();
  }

  private ExpectedStep step(String caller, JsonNode step) {
    String callee = Calls.calledKey(step);
    if (callee.isEmpty()) {
      return inline(step.path("inline"));
    }
    List<String> facts = new ArrayList<>();
    for (JsonNode parameter : step.path("testCase").path("parameters")) {
      facts.add(parameter.path("name").asText());
      facts.add(parameter.path("value").asText());
    }
    if (calls.isCut(caller, callee)) {
      facts.add(callee);
      return new ExpectedStep(List.of(), facts, "", "");
    }
    return new ExpectedStep(List.of(), facts, "", callee);
  }

  private static ExpectedStep inline(JsonNode inline) {
    String description = text(inline, "description");
    String data = text(inline, "testData");
    List<String> facts = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : inline.path("customFields").properties()) {
      if (!field.getValue().isNull()) {
        facts.add(field.getKey());
        facts.add(field.getValue().asText());
      }
    }
    List<String> forms = new ArrayList<>();
    forms.add(data.isEmpty() ? description : description + "<br><b>Test data:</b> " + data);
    if (description.isEmpty() && !data.isEmpty()) {
      forms.add("<b>Test data:</b> " + data);
    }
    return new ExpectedStep(forms, facts, text(inline, "expectedResult"), "");
  }

  static String text(JsonNode node, String name) {
    return node.path(name).asText("");
  }
}
