package io.ztoq.sandbox.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import io.ztoq.sandbox.wire.Call;
import io.ztoq.sandbox.wire.Reply;
import io.ztoq.sandbox.wire.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Test logs: the latest one decides the run's status, by submission; none can be deleted. */
final class LogEndpoints {

  private static final Set<String> KEYS =
      Set.of(
          "test_case_version_id",
          "exe_start_date",
          "exe_end_date",
          "note",
          "attachments",
          "name",
          "planned_exe_time",
          "actual_exe_time",
          "build_number",
          "build_url",
          "properties",
          "status",
          "test_step_logs");
  private static final String PATH = RunEndpoints.PATH + "/{runId}/test-logs";

  private final QTestState state;
  private final QTestPages pages;
  private final LogRules rules;
  private final InlineFiles files;
  private final LogJson json;

  LogEndpoints(QTestState state, QTestPages pages, Versions versions) {
    this.state = state;
    this.pages = pages;
    this.rules = new LogRules(state, pages.rules(), versions);
    this.files = new InlineFiles(state, pages.rules());
    this.json = new LogJson(state, pages);
  }

  void addTo(Routes routes) {
    routes
        .on("GET", PATH, this::list)
        .on("POST", PATH, this::create)
        .on("GET", PATH + "/last-run", this::last)
        .on("GET", PATH + "/{id}", call -> Reply.ok(json.json(log(call))))
        .on("PUT", PATH + "/{id}", this::update);
  }

  LogJson json() {
    return json;
  }

  private Item run(Call call) {
    return state.item(Kind.TEST_RUN, QTestPages.idVariable(call, "runId"));
  }

  private Log log(Call call) {
    Item run = run(call);
    Log log = state.log(QTestPages.idVariable(call, "id"));
    if (log == null || log.runId() != run.id) {
      throw QTestErrors.unknown("Test log");
    }
    return log;
  }

  private List<Log> logs(Item run) {
    List<Log> logs = new ArrayList<>();
    for (long id : run.logIds) {
      Log log = state.log(id);
      if (log != null) {
        logs.add(log);
      }
    }
    return logs;
  }

  private Reply list(Call call) {
    return pages.paged(call, logs(run(call)), json::json);
  }

  private Reply last(Call call) {
    List<Log> logs = logs(run(call));
    if (logs.isEmpty()) {
      throw QTestErrors.unknown("Test log");
    }
    return Reply.ok(json.json(logs.get(logs.size() - 1)));
  }

  private Reply create(Call call) {
    Item run = run(call);
    Body body = Body.of(call, KEYS);
    Log read = rules.read(run, body, 0);
    checkRest(body);
    checkOrder(run, read);
    Log log = withIds(read, state.nextId("test-logs"));
    state.putLog(log);
    run.logIds.add(log.id());
    run.modified = state.now();
    storeFiles(body, log);
    return Reply.json(201, json.json(log));
  }

  /** The latest log decides the status of the run (trap 25). */
  private void checkOrder(Item run, Log read) {
    for (long id : run.logIds) {
      Log before = state.log(id);
      if (before != null && before.end().isAfter(read.end())) {
        state.violation("POST test-logs: an older result after a newer one of the same run");
        return;
      }
    }
  }

  private void checkRest(Body body) {
    files.check(body);
    if (!body.array("properties").isEmpty()) {
      throw QTestErrors.invalid("Test logs have no fields of their own");
    }
    body.array("test_step_logs").forEach(each -> files.check(Body.of(each, LogRules.STEP_KEYS)));
    Long planned = body.number("planned_exe_time");
    if (planned != null && (planned < 0 || planned > 9_999_999)) {
      throw QTestErrors.invalid("planned_exe_time must be 0 to 9999999");
    }
    body.number("actual_exe_time");
    body.text("name");
  }

  private Log withIds(Log log, long id) {
    List<Log.StepLog> steps = new ArrayList<>();
    for (Log.StepLog step : log.steps()) {
      steps.add(
          new Log.StepLog(
              state.nextId("test-step-logs"),
              step.stepId(),
              step.statusId(),
              step.actualResult(),
              step.calledCaseId(),
              step.parentStepId(),
              step.executed()));
    }
    return new Log(
        id,
        log.runId(),
        log.versionId(),
        log.statusId(),
        log.start(),
        log.end(),
        log.note(),
        log.buildNumber(),
        log.buildUrl(),
        log.created(),
        steps);
  }

  private void storeFiles(Body body, Log log) {
    files.store(body, "test-logs", log.id());
    JsonNode rows = body.array("test_step_logs");
    for (int i = 0; i < rows.size(); i++) {
      files.store(
          Body.of(rows.get(i), LogRules.STEP_KEYS), "test-step-logs", log.steps().get(i).id());
    }
  }

  private Reply update(Call call) {
    Log before = log(call);
    Body body = Body.of(call, KEYS);
    Log read = rules.read(run(call), body, before.versionId());
    checkRest(body);
    boolean sameOrder =
        read.steps().isEmpty()
            || read.steps().stream()
                .map(Log.StepLog::stepId)
                .toList()
                .equals(before.steps().stream().map(Log.StepLog::stepId).toList());
    if (!sameOrder || read.versionId() != before.versionId()) {
      throw QTestErrors.invalid("Order of steps and version of a test log cannot be changed");
    }
    Log changed =
        new Log(
            before.id(),
            before.runId(),
            before.versionId(),
            read.statusId(),
            read.start(),
            read.end(),
            read.note(),
            before.buildNumber(),
            before.buildUrl(),
            before.created(),
            changed(before, read));
    state.putLog(changed);
    storeFiles(body, changed);
    return Reply.ok(json.json(changed));
  }

  /** Steps keep their place and ids; what was sent replaces status and result. */
  private static List<Log.StepLog> changed(Log before, Log read) {
    List<Log.StepLog> steps = new ArrayList<>();
    for (int i = 0; i < before.steps().size(); i++) {
      Log.StepLog old = before.steps().get(i);
      Log.StepLog now = read.steps().isEmpty() ? old : read.steps().get(i);
      steps.add(
          new Log.StepLog(
              old.id(),
              old.stepId(),
              now.statusId(),
              now.actualResult(),
              old.calledCaseId(),
              old.parentStepId(),
              now.executed()));
    }
    return steps;
  }
}
