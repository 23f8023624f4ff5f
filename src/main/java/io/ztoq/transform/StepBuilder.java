package io.ztoq.transform;

import com.fasterxml.jackson.databind.JsonNode;
import io.ztoq.canonical.TestStep;
import io.ztoq.failure.RecordRejected;
import io.ztoq.mapping.Html;
import io.ztoq.qtest.CaseDocument;
import io.ztoq.store.Json;
import io.ztoq.store.source.Cases.StepRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Steps of one case: inline steps, calls, plain scripts, Gherkin (mapping.md 4). */
final class StepBuilder {

  private final long caseId;
  private final CallGraph calls;
  private final Map<String, Long> ids;
  private final RecordTexts texts;

  /**
   * @param ids numbers of the called cases that exist, by key
   */
  StepBuilder(long caseId, CallGraph calls, Map<String, Long> ids, RecordTexts texts) {
    this.caseId = caseId;
    this.calls = calls;
    this.ids = ids;
    this.texts = texts;
  }

  /**
   * In order; none for a single step that says nothing.
   *
   * @throws RecordRejected (TRF-004) when a called case does not exist
   */
  List<CaseDocument.Step> build(List<StepRow> rows) {
    if (saysNothing(rows)) {
      return List.of();
    }
    return rows.stream().map(row -> step(row.step())).toList();
  }

  /**
   * Zephyr adds one empty step to every case that is created through its API (trap 5); or an empty
   * script.
   */
  static boolean saysNothing(List<StepRow> rows) {
    return rows.size() == 1
        && (isEmptyStep(rows.get(0).step()) || isEmptyScript(rows.get(0).step()));
  }

  /** Custom fields without any value say nothing, either. */
  private static boolean isEmptyStep(TestStep step) {
    return step.withoutFields().empty()
        && (step.customFields() == null
            || Json.read(step.customFields(), JsonNode.class).properties().stream()
                .allMatch(field -> CustomValues.text(field.getValue()).isBlank()));
  }

  private static boolean isEmptyScript(TestStep step) {
    boolean isScript = step.kind() == TestStep.Kind.PLAIN || step.kind() == TestStep.Kind.BDD;
    return isScript && step.description().isBlank();
  }

  /** Whether a call is made in qTest, too: the called case exists and the call closes no loop. */
  static boolean isCall(TestStep step, long caseId, CallGraph calls, Map<String, Long> ids) {
    Long callee = step.calledCaseKey() == null ? null : ids.get(step.calledCaseKey());
    return step.kind() == TestStep.Kind.CALL && callee != null && !calls.isBroken(caseId, callee);
  }

  private CaseDocument.Step step(TestStep step) {
    texts.lookForParameters("testScript", step.description());
    texts.lookForParameters("testScript", step.testData());
    texts.lookForParameters("testScript", step.expectedResult());
    return switch (step.kind()) {
      case INLINE -> inline(step);
      case CALL -> call(step);
      case PLAIN ->
          new CaseDocument.Step(
              Html.breakLines(texts.html("testScript", step.description())), "", null);
      case BDD ->
          new CaseDocument.Step(
              "<pre>" + Html.escape(texts.plain(step.description())) + "</pre>", "", null);
    };
  }

  private CaseDocument.Step inline(TestStep step) {
    StringBuilder description = new StringBuilder(texts.html("testScript", step.description()));
    String testData = texts.html("testScript", step.testData());
    if (!testData.isEmpty()) {
      description.append("<br>").append(texts.labelled("Test data", testData));
    }
    appendFields(description, step);
    return new CaseDocument.Step(
        description.toString(), texts.html("testScript", step.expectedResult()), null);
  }

  private CaseDocument.Step call(TestStep step) {
    String key = String.valueOf(step.calledCaseKey());
    StringBuilder description = new StringBuilder("Call of ").append(Html.escape(key));
    for (String parameter : parameters(step.parameters())) {
      description.append("<br>").append(parameter);
    }
    appendFields(description, step);
    if (isCall(step, caseId, calls, ids)) {
      return new CaseDocument.Step(description.toString(), "", key);
    }
    if (!ids.containsKey(key)) {
      throw new RecordRejected(
          "TRF-004",
          "%s: step %d calls %s, which is in none of Zephyr's lists; correct the step in Zephyr and extract again"
              .formatted(texts.losses().sourceKey(), step.order(), key));
    }
    texts.losses().add(LossKind.CALL_LOOP, "testScript", "an inline step that names " + key);
    return new CaseDocument.Step(description.toString(), "", null);
  }

  private void appendFields(StringBuilder description, TestStep step) {
    if (step.customFields() == null) {
      return;
    }
    Json.read(step.customFields(), JsonNode.class)
        .properties()
        .forEach(
            field -> {
              String value = CustomValues.text(field.getValue());
              if (!value.isBlank()) {
                String html = texts.html("testScript", value);
                description.append("<br>").append(texts.labelled(field.getKey(), html));
                texts
                    .losses()
                    .add(LossKind.KEPT_AS_TEXT, "testScript.customFields", "text in the step");
              }
            });
  }

  private List<String> parameters(@Nullable String json) {
    List<String> lines = new ArrayList<>();
    if (json != null) {
      for (JsonNode one : Json.read(json, JsonNode.class)) {
        String value = Html.escape(texts.plain(CustomValues.text(one.path("value"))));
        lines.add(texts.labelled(one.path("name").asText(), value));
      }
    }
    return lines;
  }
}
