package io.ztoq.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ztoq.sandbox.wire.Call;
import io.ztoq.sandbox.wire.Json;
import io.ztoq.sandbox.wire.Reply;
import io.ztoq.sandbox.wire.Routes;
import io.ztoq.sandbox.zephyr.ZephyrEdits;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Changes of the data in Zephyr over HTTP. A body is merged into the object: its keys replace the
 * object's.
 */
final class AdminEdits {

  private final Supplier<ZephyrEdits> edits;

  AdminEdits(Sandbox sandbox) {
    this.edits = sandbox::zephyrEdits;
  }

  void addTo(Routes routes) {
    routes
        .on(
            "PUT",
            "/zephyr/testcases/{key}",
            call ->
                AdminEndpoints.done(() -> edits.get().editCase(call.variable("key"), merge(call))))
        .on(
            "PUT",
            "/zephyr/testcases/{key}/teststeps",
            call ->
                AdminEndpoints.done(
                    () -> edits.get().editCaseSteps(call.variable("key"), old -> rows(call))))
        .on(
            "POST",
            "/zephyr/testcases/{key}/copies",
            call ->
                Reply.ok(
                    Json.object()
                        .put("key", edits.get().addCase(call.variable("key"), merge(call)))))
        .on(
            "DELETE",
            "/zephyr/testcases/{key}",
            call -> AdminEndpoints.done(() -> edits.get().deleteCase(call.variable("key"))));
    addExecutionsTo(routes);
  }

  private void addExecutionsTo(Routes routes) {
    routes
        .on(
            "PUT",
            "/zephyr/testcycles/{number}",
            call -> AdminEndpoints.done(() -> edits.get().editCycle(number(call), merge(call))))
        .on(
            "PUT",
            "/zephyr/testexecutions/{number}",
            call -> AdminEndpoints.done(() -> edits.get().editExecution(number(call), merge(call))))
        .on(
            "PUT",
            "/zephyr/testexecutions/{number}/teststeps",
            call ->
                AdminEndpoints.done(
                    () -> edits.get().editExecutionSteps(number(call), old -> rows(call))))
        .on(
            "POST",
            "/zephyr/testexecutions/{number}/copies",
            call ->
                Reply.ok(
                    Json.object().put("key", edits.get().addExecution(number(call), merge(call)))))
        .on(
            "DELETE",
            "/zephyr/testexecutions/{number}",
            call -> AdminEndpoints.done(() -> edits.get().deleteExecution(number(call))));
  }

  private static int number(Call call) {
    return Integer.parseInt(call.variable("number"));
  }

  private static Consumer<ObjectNode> merge(Call call) {
    JsonNode body = call.json();
    return row -> {
      if (body.isObject()) {
        row.setAll((ObjectNode) body);
      }
    };
  }

  private static List<ObjectNode> rows(Call call) {
    List<ObjectNode> rows = new ArrayList<>();
    for (JsonNode row : call.json()) {
      rows.add((ObjectNode) row);
    }
    return rows;
  }
}
