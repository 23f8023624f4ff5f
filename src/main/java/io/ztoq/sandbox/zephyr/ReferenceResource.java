package io.ztoq.sandbox.zephyr;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ztoq.sandbox.sample.Ids;
import io.ztoq.sandbox.sample.SampleFolders;
import io.ztoq.sandbox.wire.Call;
import io.ztoq.sandbox.wire.Json;
import io.ztoq.sandbox.wire.Reply;
import io.ztoq.sandbox.wire.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Projects, folders, priorities, statuses, environments and the health check. */
final class ReferenceResource {

  private static final List<String> STATUS_TYPES =
      List.of("TEST_CASE", "TEST_PLAN", "TEST_CYCLE", "TEST_EXECUTION");

  private final ZephyrWorld world;
  private final ZephyrPages pages;
  private final ProjectFilter filter;

  ReferenceResource(ZephyrWorld world, ZephyrPages pages, ProjectFilter filter) {
    this.world = world;
    this.pages = pages;
    this.filter = filter;
  }

  void addTo(Routes routes) {
    routes
        .on("GET", "/healthcheck", call -> Reply.empty(200))
        .on("GET", "/projects", call -> pages.offset(call, List.of(project())))
        .on("GET", "/projects/{idOrKey}", this::oneProject)
        .on("GET", "/folders", this::folders)
        .on("GET", "/folders/{id}", call -> one(world.folder(id(call)), "Folder"))
        .on("GET", "/priorities", call -> list(call, world.project().lists().priorities()))
        .on("GET", "/priorities/{id}", call -> byId(call, world.project().lists().priorities()))
        .on("GET", "/statuses", this::statuses)
        .on("GET", "/statuses/{id}", call -> byId(call, statusesOf(null)))
        .on("GET", "/environments", call -> list(call, world.environments()))
        .on("GET", "/environments/{id}", call -> byId(call, world.environments()));
  }

  private ObjectNode project() {
    return Json.object()
        .put("id", Ids.PROJECT)
        .put("jiraProjectId", Ids.JIRA_PROJECT)
        .put("key", world.project().place().projectKey())
        .put("enabled", true);
  }

  private Reply oneProject(Call call) {
    String wanted = call.variable("idOrKey");
    boolean known =
        wanted.equals(String.valueOf(Ids.PROJECT))
            || wanted.equals(world.project().place().projectKey());
    return one(known ? project() : null, "Project");
  }

  private Reply folders(Call call) {
    String type = call.query("folderType");
    if (type != null && !Set.of("TEST_CASE", "TEST_PLAN", "TEST_CYCLE").contains(type)) {
      throw ZephyrErrors.invalid("folderType must be TEST_CASE, TEST_PLAN or TEST_CYCLE");
    }
    if (!filter.matches(call)) {
      return pages.offset(call, List.of());
    }
    List<SampleFolders> trees = new ArrayList<>();
    if (type == null || type.equals("TEST_CASE")) {
      trees.add(world.project().caseFolders());
    }
    if (type == null || type.equals("TEST_CYCLE")) {
      trees.add(world.project().cycleFolders());
    }
    if (type == null || type.equals("TEST_PLAN")) {
      trees.add(world.project().planFolders());
    }
    List<ObjectNode> rows = new ArrayList<>();
    for (SampleFolders tree : trees) {
      rows.addAll(world.folders(tree));
    }
    return pages.offset(call, rows);
  }

  private Reply statuses(Call call) {
    String type = call.query("statusType");
    if (type != null && !STATUS_TYPES.contains(type)) {
      throw ZephyrErrors.invalid("statusType must be one of " + STATUS_TYPES);
    }
    return list(call, statusesOf(type));
  }

  private List<ObjectNode> statusesOf(@Nullable String type) {
    List<ObjectNode> rows = new ArrayList<>();
    for (String each : type == null ? STATUS_TYPES : List.of(type)) {
      rows.addAll(world.project().lists().statuses(each));
    }
    return rows;
  }

  private Reply list(Call call, List<ObjectNode> rows) {
    return pages.offset(call, filter.matches(call) ? rows : List.of());
  }

  private static Reply byId(Call call, List<ObjectNode> rows) {
    long id = id(call);
    ObjectNode found =
        rows.stream().filter(row -> row.get("id").asLong() == id).findFirst().orElse(null);
    return one(found, "Value");
  }

  private static long id(Call call) {
    String text = call.variable("id");
    if (!text.matches("[0-9]{1,18}")) {
      throw ZephyrErrors.invalid("id must be a number");
    }
    return Long.parseLong(text);
  }

  private static Reply one(@Nullable ObjectNode row, String what) {
    if (row == null) {
      throw ZephyrErrors.unknown(what);
    }
    return Reply.ok(row);
  }
}
