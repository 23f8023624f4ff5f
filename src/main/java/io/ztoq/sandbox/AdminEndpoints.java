package io.ztoq.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.ztoq.sandbox.fault.Fault;
import io.ztoq.sandbox.fault.FaultKind;
import io.ztoq.sandbox.fault.FaultPlan;
import io.ztoq.sandbox.fault.FaultRule;
import io.ztoq.sandbox.fault.Side;
import io.ztoq.sandbox.wire.Call;
import io.ztoq.sandbox.wire.Json;
import io.ztoq.sandbox.wire.Refusal;
import io.ztoq.sandbox.wire.Reply;
import io.ztoq.sandbox.wire.Routes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The sandbox's own operations below {@code /__sandbox}, for sandboxes in another process.
 * Documented in sandbox.md.
 */
final class AdminEndpoints {

  static final String PREFIX = "/__sandbox";
  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .registerModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

  private final Sandbox sandbox;
  private final Routes routes = new Routes();

  AdminEndpoints(Sandbox sandbox) {
    this.sandbox = sandbox;
    routes
        .on("GET", "/health", call -> Reply.ok(health()))
        .on("GET", "/state", call -> Reply.ok(MAPPER.valueToTree(sandbox.qtest().snapshot())))
        .on("GET", "/counts", call -> Reply.ok(MAPPER.valueToTree(sandbox.qtest().counts())))
        .on("GET", "/requests", call -> Reply.ok(MAPPER.valueToTree(sandbox.requests().all())))
        .on("DELETE", "/requests", call -> done(() -> sandbox.requests().clear()))
        .on("GET", "/faults", call -> Reply.ok(MAPPER.valueToTree(sandbox.faults().hits())))
        .on("POST", "/faults", call -> done(() -> sandbox.faults().add(rule(call.json()))))
        .on("DELETE", "/faults", call -> done(() -> sandbox.faults().clear()))
        .on("POST", "/fault-plan", call -> done(() -> sandbox.faults().follow(plan(call.json()))))
        .on("POST", "/expire-tokens", call -> done(() -> sandbox.qtest().expireTokens()))
        .on(
            "POST",
            "/month",
            call -> done(() -> sandbox.setMonthlyBudget(call.json().path("left").asLong())))
        .on("POST", "/save", this::save);
    new AdminEdits(sandbox).addTo(routes);
  }

  Reply answer(Call call) {
    Routes.Match route = routes.find(call, PREFIX);
    if (route == null) {
      return message(404, "No such operation; see docs/sandbox.md");
    }
    try {
      return route.handler().answer(call);
    } catch (Refusal refusal) {
      return refusal.reply();
    } catch (IllegalArgumentException wrong) {
      return message(400, String.valueOf(wrong.getMessage()));
    }
  }

  static Reply done(Runnable action) {
    action.run();
    return Reply.ok(Json.object().put("done", true));
  }

  private static Reply message(int status, String text) {
    return Reply.json(status, Json.object().put("message", text));
  }

  private ObjectNode health() {
    return Json.object()
        .put("zephyrUrl", sandbox.zephyrUrl().toString())
        .put("zephyrToken", sandbox.zephyrToken())
        .put("projectKey", sandbox.projectKey())
        .put("qtestUrl", sandbox.qtestUrl().toString())
        .put("qtestToken", sandbox.qtestToken())
        .put("qtestProjectId", sandbox.qtestProjectId());
  }

  private static FaultRule rule(JsonNode json) {
    FaultKind kind = FaultKind.valueOf(json.path("kind").asText());
    @Nullable String method = json.has("method") ? json.get("method").asText() : null;
    return new FaultRule(
        Side.valueOf(json.path("side").asText()),
        method,
        Pattern.compile(json.path("path").asText("")),
        new Fault(kind, json.path("value").asLong(kind.usual())),
        json.path("skip").asInt(0),
        json.path("times").asInt(Integer.MAX_VALUE),
        json.path("probability").asDouble(1));
  }

  private static FaultPlan plan(JsonNode json) {
    Map<FaultKind, Double> rates = new EnumMap<>(FaultKind.class);
    json.path("rates")
        .properties()
        .forEach(each -> rates.put(FaultKind.valueOf(each.getKey()), each.getValue().asDouble()));
    FaultPlan plan = new FaultPlan(json.path("seed").asLong(), rates);
    return json.has("side") ? plan.only(Side.valueOf(json.get("side").asText())) : plan;
  }

  private Reply save(Call call) {
    try {
      sandbox.qtest().save(Path.of(call.json().path("file").asText()));
      return Reply.ok(Json.object().put("done", true));
    } catch (IOException problem) {
      return message(500, String.valueOf(problem.getMessage()));
    }
  }
}
