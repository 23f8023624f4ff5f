package io.ztoq.sandbox.qtest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ztoq.sandbox.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How answers show test cases and their steps. */
final class CaseJson {

  private static final Pattern PARAMETER = Pattern.compile("\\[~([^\\]\\[]+)]");

  private final QTestState state;
  private final QTestPages pages;
  private final Properties properties;

  CaseJson(QTestState state, QTestPages pages, Properties properties) {
    this.state = state;
    this.pages = pages;
    this.properties = properties;
  }

  /**
   * @param withSteps whether the steps of the version are shown
   * @param parameterNames true shows parameters as {@code [~name]} instead of {@code [~id]}
   */
  ObjectNode json(
      Item item,
      Version version,
      boolean withProperties,
      boolean withSteps,
      boolean parameterNames) {
    ObjectNode row = Json.object();
    row.putArray("links")
        .addObject()
        .put("rel", "self")
        .put("href", "/api/v3/projects/" + state.projectId() + "/test-cases/" + item.id);
    row.put("id", item.id)
        .put("name", item.name)
        .put("order", item.order)
        .put("pid", item.pid)
        .put("created_date", pages.time(item.created))
        .put("last_modified_date", pages.time(item.modified));
    if (withProperties) {
      row.set("properties", properties.json("test-cases", item));
    }
    row.put(
        "web_url",
        "https://sandbox.example.com/p/"
            + state.projectId()
            + "/portal/project#tab=testdesign&id="
            + item.id);
    if (withSteps) {
      row.set("test_steps", steps(version, parameterNames));
    }
    row.put("parent_id", item.parentId)
        .put("test_case_version_id", version.id())
        .put("version", version.text())
        .put("description", item.description)
        .put("precondition", item.precondition)
        .put("creator_id", ProjectEndpoints.USER);
    return pages.shaped(row);
  }

  /** Steps as the case has them, calls as calls. */
  ArrayNode steps(Version version, boolean parameterNames) {
    ArrayNode rows = Json.array();
    for (Version.Step step : version.steps()) {
      ObjectNode row = step(step, rows.size() + 1, parameterNames);
      addCalled(row, step.calledCaseId());
      rows.add(row);
    }
    return rows;
  }

  /** Steps as one executes them. */
  ArrayNode flatSteps(List<Versions.FlatStep> steps, boolean parameterNames) {
    ArrayNode rows = Json.array();
    for (Versions.FlatStep flat : steps) {
      ObjectNode row = step(flat.step(), rows.size() + 1, parameterNames);
      addCalled(row, flat.calledCaseId());
      if (flat.rootCalledCaseId() != null) {
        row.put("root_called_test_case_id", flat.rootCalledCaseId());
      }
      if (flat.parentStepId() != null) {
        row.put("parent_test_step_id", flat.parentStepId());
      }
      rows.add(row);
    }
    return rows;
  }

  ObjectNode step(Version.Step step, int order, boolean parameterNames) {
    ObjectNode row = Json.object();
    row.putArray("links");
    row.put("id", step.id())
        .put("description", shown(step.description(), parameterNames))
        .put("expected", shown(step.expected(), parameterNames))
        .put("order", order);
    row.putArray("attachments");
    pages.absent(row, step.id(), "called_test_case_id");
    pages.absent(row, step.id(), "parent_test_step_id");
    return row.put("group", 0)
        .put("plain_value_text", step.description().replaceAll("<[^>]*>", ""));
  }

  private void addCalled(ObjectNode row, @Nullable Long calledCaseId) {
    if (calledCaseId != null) {
      Item called = state.table(Kind.TEST_CASE).find(calledCaseId);
      row.put("called_test_case_id", calledCaseId)
          .put("called_test_case_name", called == null ? null : called.name);
    }
  }

  private String shown(String text, boolean parameterNames) {
    if (parameterNames || !text.contains("[~")) {
      return text;
    }
    List<String> known = new ArrayList<>(state.parameters());
    return PARAMETER
        .matcher(text)
        .replaceAll(
            found -> Matcher.quoteReplacement("[~" + (known.indexOf(found.group(1)) + 101) + "]"));
  }
}
