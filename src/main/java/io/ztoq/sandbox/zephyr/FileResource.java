package io.ztoq.sandbox.zephyr;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ztoq.sandbox.sample.Ids;
import io.ztoq.sandbox.sample.SampleFiles;
import io.ztoq.sandbox.sample.SampleFiles.SampleFile;
import io.ztoq.sandbox.wire.Call;
import io.ztoq.sandbox.wire.Json;
import io.ztoq.sandbox.wire.Reply;
import io.ztoq.sandbox.wire.Routes;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Lists and downloads of attachments (api-contract.md 1.6). 404 on a list also means that there are
 * none.
 */
final class FileResource {

  private final ZephyrWorld world;
  private final CycleResource cycles;
  private final ExecutionResource executions;

  FileResource(ZephyrWorld world, CycleResource cycles, ExecutionResource executions) {
    this.world = world;
    this.cycles = cycles;
    this.executions = executions;
  }

  void addTo(Routes routes) {
    SampleFiles files = world.project().files();
    add(
        routes,
        "/testcases/{idOrKey}",
        call ->
            world.files(
                "case", files::ofCase, Ids.caseNumber(caseId(call)), world.project().caseCount()));
    add(routes, "/testcases/{idOrKey}/teststeps/{stepId}", this::caseStepFiles);
    add(
        routes,
        "/testexecutions/{idOrKey}",
        call ->
            world.files(
                "execution",
                files::ofExecution,
                Ids.executionNumber(executions.id(call)),
                world.project().executionCount()));
    add(routes, "/testexecutions/{idOrKey}/teststeps/{stepId}", this::executionStepFiles);
    add(
        routes,
        "/testcycles/{idOrKey}",
        call ->
            world.files(
                "cycle",
                files::ofCycle,
                Ids.cycleNumber(cycles.cycleId(call)),
                world.project().cycleCount()));
    add(
        routes,
        "/testplans/{idOrKey}",
        call ->
            world.files(
                "plan",
                files::ofPlan,
                Ids.planNumber(cycles.planId(call)),
                world.project().planCount()));
  }

  private void add(Routes routes, String owner, Function<Call, List<SampleFile>> files) {
    routes
        .on("GET", owner + "/attachments", call -> list(call, files.apply(call)))
        .on(
            "GET",
            owner + "/attachments/{attachmentId}",
            call -> download(call, files.apply(call)));
  }

  /** An object without files is a 404 or, every second one, an empty list. */
  private static Reply list(Call call, List<SampleFile> files) {
    if (files.isEmpty() && call.path().hashCode() % 2 == 0) {
      throw ZephyrErrors.unknown("Attachment metadata");
    }
    ObjectNode answer = Json.object();
    var rows = answer.putArray("attachments");
    for (SampleFile file : files) {
      rows.addObject().put("id", file.id()).put("name", file.name());
    }
    return Reply.ok(answer);
  }

  private Reply download(Call call, List<SampleFile> files) {
    String wanted = call.variable("attachmentId");
    for (SampleFile file : files) {
      if (String.valueOf(file.id()).equals(wanted)) {
        return Reply.file("application/octet-stream", world.project().files().content(file));
      }
    }
    throw ZephyrErrors.unknown("Attachment " + wanted);
  }

  private long caseId(Call call) {
    String text = call.variable("idOrKey");
    if (text.contains("-")) {
      return world.caseId(text);
    }
    long id = text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
    if (!world.cases().has(id)) {
      throw ZephyrErrors.unknown("Test case " + text);
    }
    return id;
  }

  private List<SampleFile> caseStepFiles(Call call) {
    long id = caseId(call);
    int position = position(call, world.steps(id), step -> step.path("id").asLong());
    int number = Ids.caseNumber(id);
    return world.files(
        "step " + position + " of case",
        each -> world.project().files().ofCaseStep(each, position),
        number,
        world.project().caseCount());
  }

  private List<SampleFile> executionStepFiles(Call call) {
    long id = executions.id(call);
    int position = position(call, world.executionSteps(id), step -> step.path("id").asLong());
    int number = Ids.executionNumber(id);
    return world.files(
        "step " + position + " of execution",
        each -> world.project().files().ofExecutionStep(each, position),
        number,
        world.project().executionCount());
  }

  private static int position(Call call, List<ObjectNode> steps, ToLongFunction<ObjectNode> id) {
    for (int position = 1; position <= steps.size(); position++) {
      if (String.valueOf(id.applyAsLong(steps.get(position - 1))).equals(call.variable("stepId"))) {
        return position;
      }
    }
    throw ZephyrErrors.unknown("Test step " + call.variable("stepId"));
  }
}
