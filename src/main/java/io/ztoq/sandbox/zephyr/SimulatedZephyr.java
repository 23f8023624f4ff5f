package io.ztoq.sandbox.zephyr;

import io.ztoq.sandbox.sample.SampleProject;
import io.ztoq.sandbox.wire.Call;
import io.ztoq.sandbox.wire.Json;
import io.ztoq.sandbox.wire.Reply;
import io.ztoq.sandbox.wire.Routes;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Zephyr Scale Cloud v2 below {@code /v2}: reads only, with the rules and errors of api-contract.md
 * part 1.
 */
public final class SimulatedZephyr {

  public static final String PREFIX = "/v2";

  /** Lists whose 401 has the ordinary shape; all others answer {@code {"error": ...}}. */
  private static final List<String> ORDINARY_401 =
      List.of("/projects", "/folders", "/statuses", "/priorities", "/environments");

  private static final Set<String> KNOWN_QUERY =
      Set.of(
          "projectKey",
          "startAt",
          "maxResults",
          "startAtId",
          "limit",
          "folderId",
          "folderType",
          "statusType",
          "updatedAfter",
          "testCycle",
          "testCase",
          "actualEndDateAfter",
          "actualEndDateBefore",
          "includeStepLinks",
          "jiraProjectVersionId",
          "onlyLastExecutions",
          "testDataRowNumber");

  private final String token;
  private final Routes routes = new Routes();
  private final ProjectFilter filter;
  private final ZephyrEdits edits;

  public SimulatedZephyr(
      SampleProject project, ZephyrRules rules, String token, InstantSource clock) {
    ZephyrWorld world = new ZephyrWorld(project);
    ZephyrPages pages = new ZephyrPages(project.place(), rules);
    CycleResource cycles;
    ExecutionResource executions;
    this.token = token;
    this.filter = new ProjectFilter(project.place(), rules);
    this.edits = new ZephyrEdits(world, clock, rules);
    new ReferenceResource(world, pages, filter).addTo(routes);
    new CaseResource(world, pages, filter).addTo(routes, rules.nextgen());
    cycles = new CycleResource(world, pages, filter);
    cycles.addTo(routes, rules.nextgen());
    executions = new ExecutionResource(world, pages, filter);
    executions.addTo(routes, rules.nextgen());
    new FileResource(world, cycles, executions).addTo(routes);
    if (!rules.nextgen()) {
      for (String list : List.of("testcases", "testcycles", "testplans", "testexecutions")) {
        routes.on(
            "GET",
            "/" + list + "/nextgen",
            call -> {
              throw ZephyrErrors.unknown("nextgen");
            });
      }
    }
  }

  /** Finds the route of a call; null when Zephyr has none. */
  public Routes.@Nullable Match route(Call call) {
    return routes.find(call, PREFIX);
  }

  /** Checks the token and the query, then answers. */
  public Reply answer(Call call, Routes.@Nullable Match route) {
    if (!("Bearer " + token).equals(call.header("Authorization"))) {
      return unauthorized(call);
    }
    if (route == null) {
      return ZephyrErrors.reply(404, "No such resource: " + call.method() + " " + call.path());
    }
    filter.checkNames(call, KNOWN_QUERY);
    return route.handler().answer(call);
  }

  /** The 401 of an operation: two shapes exist. */
  public Reply unauthorized(Call call) {
    String path = call.path().substring(Math.min(PREFIX.length(), call.path().length()));
    boolean ordinary =
        ORDINARY_401.stream().anyMatch(path::startsWith)
            || path.startsWith("/testcycles/") && path.contains("/attachments");
    String message = "The JWT is missing, garbled or not signed";
    return ordinary
        ? ZephyrErrors.reply(401, message)
        : Reply.json(401, Json.object().put("error", message));
  }

  /** Changes of the data behind the API, for trials of incremental runs. */
  public ZephyrEdits edits() {
    return edits;
  }
}
