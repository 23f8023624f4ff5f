package io.ztoq.sandbox.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import io.ztoq.sandbox.wire.Call;
import io.ztoq.sandbox.wire.Reply;
import io.ztoq.sandbox.wire.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Versions of cases and single steps. A change of one step is a change of the case: new version,
 * new step ids.
 */
final class StepEndpoints {

  private static final Set<String> KEYS =
      Set.of(
          "id",
          "description",
          "expected",
          "order",
          "attachments",
          "group",
          "called_test_case_id",
          "called_test_case_name",
          "parent_test_step_id",
          "customFieldInfo",
          "plain_value_text");

  private final QTestState state;
  private final QTestPages pages;
  private final Versions versions;
  private final StepRules rules;
  private final CaseJson json;

  StepEndpoints(QTestState state, QTestPages pages, Versions versions, CaseJson json) {
    this.state = state;
    this.pages = pages;
    this.versions = versions;
    this.rules = new StepRules(state);
    this.json = json;
  }

  void addTo(Routes routes) {
    String steps = CaseEndpoints.PATH + "/{id}/test-steps";
    String versionPath = CaseEndpoints.PATH + "/{id}/versions";
    routes
        .on("GET", steps, call -> Reply.ok(json.steps(testCase(call).latest(), names(call))))
        .on("POST", steps, this::addStep)
        .on("GET", steps + "/{stepId}", this::readStep)
        .on("PUT", steps + "/{stepId}", this::changeStep)
        .on("DELETE", steps + "/{stepId}", this::deleteStep)
        .on("GET", versionPath, this::listVersions)
        .on(
            "GET",
            versionPath + "/{versionId}",
            call -> Reply.ok(json.json(testCase(call), version(call), true, false, names(call))))
        .on("GET", versionPath + "/{versionId}/test-steps", this::versionSteps)
        .on("GET", "/api/v4/projects/{projectId}/test-cases/{id}/test-steps", this::pagedSteps);
  }

  private Item testCase(Call call) {
    return state.item(Kind.TEST_CASE, QTestPages.idVariable(call, "id"));
  }

  private static boolean names(Call call) {
    return QTestPages.flag(call, "showParamIdentifier");
  }

  private Version version(Call call) {
    Version version = versions.find(testCase(call), QTestPages.idVariable(call, "versionId"));
    if (version == null) {
      throw QTestErrors.unknown("Test case version");
    }
    return version;
  }

  private Reply listVersions(Call call) {
    Item item = testCase(call);
    List<Version> shown = new ArrayList<>();
    for (Version version : item.versions) {
      if (version.approved() || version.equals(item.latest())) {
        shown.add(version);
      }
    }
    return pages.bare(shown, version -> json.json(item, version, true, false, names(call)));
  }

  private Reply versionSteps(Call call) {
    Version version = version(call);
    if (QTestPages.expand(call, "calledteststep", Set.of("calledteststep"))) {
      boolean callSteps = pages.rules().callStepsListed();
      return Reply.ok(json.flatSteps(versions.flattened(version, callSteps), names(call)));
    }
    return Reply.ok(json.steps(version, names(call)));
  }

  private Reply pagedSteps(Call call) {
    var rows = json.steps(testCase(call).latest(), names(call));
    List<JsonNode> list = new ArrayList<>();
    rows.forEach(list::add);
    int size = (int) QTestPages.number(call, "size", 200, 1);
    return pages.bare(pages.slice(list, pages.page(call), size), row -> row);
  }

  private Reply addStep(Call call) {
    Item item = testCase(call);
    List<Version.Step> steps = new ArrayList<>(item.latest().steps());
    Body body = Body.of(call, KEYS);
    Version.Step step = rules.step(body, item.id);
    Long order = body.number("order");
    if (order != null && (order < 1 || order > steps.size() + 1)) {
      throw QTestErrors.invalid("order must be 1 to " + (steps.size() + 1));
    }
    int place = order == null ? steps.size() : (int) (order - 1);
    steps.add(place, step);
    versions.change(item, steps);
    rules.countParameters(List.of(step));
    return Reply.ok(json.step(item.latest().steps().get(place), place + 1, names(call)));
  }

  private int place(Call call) {
    long id = QTestPages.idVariable(call, "stepId");
    List<Version.Step> steps = testCase(call).latest().steps();
    for (int place = 0; place < steps.size(); place++) {
      if (steps.get(place).id() == id) {
        return place;
      }
    }
    throw QTestErrors.unknown("Test step");
  }

  private Reply readStep(Call call) {
    int place = place(call);
    return Reply.ok(json.step(testCase(call).latest().steps().get(place), place + 1, names(call)));
  }

  private Reply changeStep(Call call) {
    Item item = testCase(call);
    int place = place(call);
    Version.Step read = rules.step(Body.of(call, KEYS), item.id);
    List<Version.Step> steps = new ArrayList<>(item.latest().steps());
    steps.set(place, new Version.Step(0, read.description(), read.expected(), read.calledCaseId()));
    versions.change(item, steps);
    rules.countParameters(List.of(read));
    return Reply.ok(json.step(item.latest().steps().get(place), place + 1, names(call)));
  }

  private Reply deleteStep(Call call) {
    Item item = testCase(call);
    List<Version.Step> steps = new ArrayList<>(item.latest().steps());
    steps.remove(place(call));
    versions.change(item, steps);
    return Reply.empty(200);
  }
}
