package io.ztoq.sandbox.qtest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ztoq.sandbox.wire.Call;
import io.ztoq.sandbox.wire.Json;
import io.ztoq.sandbox.wire.Reply;
import io.ztoq.sandbox.wire.Routes;
import java.util.List;

/** Projects, users and the profile of the token owner. */
final class ProjectEndpoints {

  /** Id of the only user, the owner of all tokens. */
  static final long USER = 5202;

  private final QTestState state;
  private final QTestPages pages;

  ProjectEndpoints(QTestState state, QTestPages pages) {
    this.state = state;
    this.pages = pages;
  }

  void addTo(Routes routes) {
    routes
        .on(
            "GET",
            "/api/v3/projects",
            call -> pages.bareWithTotal(call, List.of(project()), row -> row))
        .on("GET", "/api/v3/projects/{projectId}", call -> Reply.ok(project()))
        .on("GET", "/api/v3/projects/{projectId}/users", this::users)
        .on(
            "GET",
            "/api/v3/projects/{projectId}/user-profiles/current",
            call -> Reply.ok(profile()))
        .on("GET", "/api/v3/users/search", this::searchUsers)
        .on("GET", "/api/v3/users/{userId}", this::oneUser);
  }

  private ObjectNode project() {
    ObjectNode row =
        Json.object().put("id", state.projectId()).put("name", "Sandbox").putNull("description");
    row.put("status_id", 1).put("start_date", "2023-01-01T00:00:00+07:00").putNull("end_date");
    row.putArray("admins").add("admin@example.com");
    return row.put("sample", false).put("date_format", "MM/dd/yyyy").put("automation", true);
  }

  private static ObjectNode user() {
    return Json.object()
        .put("id", USER)
        .put("username", "migrator@example.com")
        .put("email", "migrator@example.com")
        .put("first_name", "Mi")
        .put("last_name", "Grator")
        .put("status", 1)
        .putNull("avatar");
  }

  private static ObjectNode profile() {
    ObjectNode profile = Json.object().put("user_id", USER).put("profile_name", "Tester");
    for (String type :
        List.of(
            "module", "test_case", "test_cycle", "test_suite", "test_run", "test_log", "release")) {
      profile
          .putObject(type)
          .put("view", true)
          .put("create", true)
          .put("edit", true)
          .put("delete", true)
          .put("approve", type.equals("test_case"));
    }
    return profile;
  }

  /** Whether inactive users are shown by default is said in two ways. */
  private Reply users(Call call) {
    if (call.query("inactive") == null) {
      state.violation("GET users without inactive: what it shows is unknown");
    }
    var unused = QTestPages.flag(call, "inactive");
    return pages.bare(List.of(user()), row -> row);
  }

  private Reply searchUsers(Call call) {
    if (QTestPages.number(call, "pageSize", 100, 1) > 100) {
      throw QTestErrors.invalid("pageSize must not be greater than 100");
    }
    String part = call.query("username");
    boolean found = part == null || user().get("username").asText().contains(part);
    return pages.paged(call, found ? List.of(user()) : List.<ObjectNode>of(), row -> row);
  }

  private Reply oneUser(Call call) {
    if (QTestPages.idVariable(call, "userId") != USER) {
      throw QTestErrors.unknown("User");
    }
    return Reply.ok(user());
  }
}
