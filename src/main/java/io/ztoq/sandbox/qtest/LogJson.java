package io.ztoq.sandbox.qtest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ztoq.sandbox.wire.Json;

/** How answers show logs. */
final class LogJson {

  private final QTestState state;
  private final QTestPages pages;
  private final Statuses statuses;

  LogJson(QTestState state, QTestPages pages) {
    this.state = state;
    this.pages = pages;
    this.statuses = new Statuses(state);
  }

  ObjectNode json(Log log) {
    ObjectNode row = Json.object();
    row.putArray("links");
    row.put("id", log.id())
        .put("test_case_version_id", log.versionId())
        .put("test_run_id", log.runId())
        .put("exe_start_date", pages.time(log.start()))
        .put("exe_end_date", pages.time(log.end()))
        .put("note", log.note())
        .put("build_number", log.buildNumber())
        .put("build_url", log.buildUrl());
    row.putArray("attachments");
    row.set("status", statuses.json(log.statusId()));
    Item run = state.table(Kind.TEST_RUN).find(log.runId());
    row.put("result_number", run == null ? 0 : run.logIds.indexOf(log.id()) + 1);
    var steps = row.putArray("test_step_logs");
    for (Log.StepLog step : log.steps()) {
      ObjectNode each =
          steps
              .addObject()
              .put("test_step_id", step.stepId())
              .put("test_step_log_id", step.id())
              .put("actual_result", step.actualResult())
              .put("order", steps.size());
      each.set("status", statuses.json(step.statusId()));
      pages.absent(each, step.id(), "called_test_case_id");
      pages.absent(each, step.id(), "parent_test_step_id");
      if (step.calledCaseId() != null && step.parentStepId() != null) {
        each.put("called_test_case_id", step.calledCaseId())
            .put("parent_test_step_id", step.parentStepId());
      }
      if (step.executed() != null) {
        each.put("exe_date", pages.time(step.executed()));
      }
    }
    return pages.shaped(row);
  }
}
