package io.ztoq.sandbox.qtest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ztoq.sandbox.wire.Call;
import io.ztoq.sandbox.wire.Json;
import io.ztoq.sandbox.wire.Reply;
import io.ztoq.sandbox.wire.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Test runs. The answer mixes camelCase and snake_case; {@code latest_test_log.status} is a string.
 */
final class RunEndpoints {

  static final String PATH = "/api/v3/projects/{projectId}/test-runs";
  private static final Set<String> PARENTS = Set.of("root", "release", "test-cycle", "test-suite");
  private static final Set<String> CREATE_KEYS =
      Set.of(
          "name", "order", "properties", "test_case", "test_case_version_id", "configuration_id");
  private static final Set<String> UPDATE_KEYS =
      Set.of("name", "order", "properties", "test_case", "test_case_version_id");
  private static final Set<String> CASE_KEYS = Set.of("id", "test_case_version_id");

  private final QTestState state;
  private final QTestPages pages;
  private final Properties properties;
  private final Versions versions;
  private final ExecutionTree tree;
  private final Statuses statuses;
  private final CaseJson cases;

  RunEndpoints(
      QTestState state,
      QTestPages pages,
      Properties properties,
      Versions versions,
      CaseJson cases) {
    this.state = state;
    this.pages = pages;
    this.properties = properties;
    this.versions = versions;
    this.tree = new ExecutionTree(state);
    this.statuses = new Statuses(state);
    this.cases = cases;
  }

  void addTo(Routes routes, Deletion deletion) {
    routes
        .on("GET", PATH, this::list)
        .on("POST", PATH, this::create)
        .on("GET", PATH + "/execution-statuses", call -> pages.bare(statuses.all(), row -> row))
        .on("GET", PATH + "/{id}", this::read)
        .on("PUT", PATH + "/{id}", this::update)
        .on(
            "DELETE",
            PATH + "/{id}",
            call -> {
              deletion.delete(run(call));
              return Reply.ok(Json.object().put("message", "Deleted"));
            });
  }

  private Item run(Call call) {
    return state.item(Kind.TEST_RUN, QTestPages.idVariable(call, "id"));
  }

  private Reply list(Call call) {
    ExecutionTree.Parent parent = tree.parent(call, PARENTS);
    List<Item> found = new ArrayList<>();
    if (QTestPages.expand(call, "descendants", Set.of("descendants"))) {
      addDescendants(found, parent.type(), parent.id());
    } else {
      found.addAll(state.table(Kind.TEST_RUN).children(parent.type(), parent.id()));
    }
    found.removeIf(run -> !Visibility.listed(state, pages.rules(), run));
    return pages.paged(call, found, this::json);
  }

  private void addDescendants(List<Item> found, String type, long id) {
    found.addAll(state.table(Kind.TEST_RUN).children(type, id));
    for (Kind kind : List.of(Kind.RELEASE, Kind.TEST_CYCLE, Kind.TEST_SUITE)) {
      String childType = kind.word().substring(0, kind.word().length() - 1);
      state
          .table(kind)
          .children(type, id)
          .forEach(child -> addDescendants(found, childType, child.id));
    }
  }

  private Reply create(Call call) {
    Body body = Body.of(call, CREATE_KEYS);
    String name = Names.checked(body.name());
    SortedMap<Long, String> values = properties.read("test-runs", body);
    properties.complete("test-runs", values);
    if (!body.has("test_case")) {
      throw QTestErrors.invalid("test_case is required");
    }
    Item testCase = testCase(body);
    Version wanted = version(body, testCase);
    Version version = Objects.requireNonNullElse(wanted, testCase.latest());
    ExecutionTree.Parent parent = tree.parent(call, PARENTS);
    if (!tree.given(call)) {
      state.violation("POST test-runs without parentId and parentType: lands at the root");
    }
    if (wanted == null) {
      state.violation("POST test-runs without test_case_version_id: bound to the latest version");
    }
    Item run = state.newItem(Kind.TEST_RUN, name);
    run.parentType = parent.type();
    run.parentId = parent.id();
    run.properties = values;
    run.caseId = testCase.id;
    run.versionId = version.id();
    Long order = body.number("order");
    run.order =
        order != null
            ? order.intValue()
            : state.table(Kind.TEST_RUN).children(parent.type(), parent.id()).size() + 1;
    state.table(Kind.TEST_RUN).add(run);
    return Reply.json(201, json(run));
  }

  private Item testCase(Body body) {
    Body reference = Body.of(body.get("test_case"), CASE_KEYS);
    Item testCase = state.table(Kind.TEST_CASE).find(reference.requiredNumber("id"));
    if (testCase == null) {
      throw QTestErrors.invalid("test_case.id does not exist");
    }
    return testCase;
  }

  private @Nullable Version version(Body body, Item testCase) {
    Long inner =
        body.has("test_case")
            ? Body.of(body.get("test_case"), CASE_KEYS).number("test_case_version_id")
            : null;
    Long id = inner != null ? inner : body.number("test_case_version_id");
    if (id == null) {
      return null;
    }
    Version version = versions.find(testCase, id);
    if (version == null) {
      throw QTestErrors.invalid("Version " + id + " does not belong to test case " + testCase.id);
    }
    return version;
  }

  private Reply read(Call call) {
    Item run = run(call);
    ObjectNode row = json(run);
    boolean steps =
        QTestPages.expand(call, "testcase.teststep", Set.of("testcase", "testcase.teststep"));
    Item testCase = state.table(Kind.TEST_CASE).find(run.caseId);
    if (call.query("expand") != null && testCase != null) {
      Version version =
          Objects.requireNonNullElse(versions.find(testCase, run.versionId), testCase.latest());
      row.set("test_case", cases.json(testCase, version, true, steps, false));
    }
    return Reply.ok(row);
  }

  private Reply update(Call call) {
    Item run = run(call);
    if (tree.given(call)) {
      state.moved(call, run);
      ExecutionTree.Parent parent = tree.parent(call, PARENTS);
      state.table(Kind.TEST_RUN).move(run, parent.type(), parent.id());
    } else {
      Body body = Body.of(call, UPDATE_KEYS);
      SortedMap<Long, String> values = properties.changed("test-runs", run, body);
      Item testCase =
          body.has("test_case") ? testCase(body) : state.item(Kind.TEST_CASE, run.caseId);
      if (testCase.id != run.caseId) {
        throw QTestErrors.invalid("The test case of a run cannot be changed");
      }
      Version version = version(body, testCase);
      run.name = body.has("name") ? Names.checked(body.name()) : run.name;
      run.versionId = version == null ? run.versionId : version.id();
      run.properties = values;
      Long order = body.number("order");
      run.order = order == null ? run.order : order.intValue();
    }
    run.modified = state.now();
    return Reply.ok(json(run));
  }

  ObjectNode json(Item run) {
    ObjectNode row =
        Json.object()
            .put("parentId", run.parentId)
            .put("parentType", run.parentType)
            .put("automation", "No")
            .put("testCaseId", run.caseId);
    addLinks(row, run);
    row.put("id", run.id)
        .put("name", run.name)
        .put("order", run.order)
        .put("pid", run.pid)
        .put("created_date", pages.time(run.created))
        .put("last_modified_date", pages.time(run.modified));
    row.set("properties", properties.json("test-runs", run));
    row.putObject("test_case").put("id", run.caseId).put("test_case_version_id", run.versionId);
    Log latest = latest(run);
    pages.absent(row, run.id, "latest_test_log");
    if (latest != null) {
      row.putObject("latest_test_log")
          .put("id", latest.id())
          .put("status", statuses.name(latest.statusId()))
          .put("exe_start_date", pages.time(latest.start()))
          .put("exe_end_date", pages.time(latest.end()));
    }
    row.put("test_case_version_id", run.versionId).put("creator_id", ProjectEndpoints.USER);
    Item testCase = state.table(Kind.TEST_CASE).find(run.caseId);
    Version version = testCase == null ? null : versions.find(testCase, run.versionId);
    if (version != null) {
      row.put("test_case_version", version.text());
    }
    return pages.shaped(row);
  }

  private void addLinks(ObjectNode row, Item run) {
    var links = row.putArray("links");
    links
        .addObject()
        .put("rel", "test-case")
        .put("href", "/api/v3/projects/" + state.projectId() + "/test-cases/" + run.caseId);
    links
        .addObject()
        .put("rel", "self")
        .put("href", "/api/v3/projects/" + state.projectId() + "/test-runs/" + run.id);
  }

  /** What decides the status of a run: the last log that came, or the one with the latest end. */
  private @Nullable Log latest(Item run) {
    Log latest = null;
    for (long id : run.logIds) {
      Log log = state.log(id);
      boolean later =
          latest == null
              || !pages.rules().is(QTestTrait.LATEST_BY_DATE)
              || log != null && !log.end().isBefore(latest.end());
      latest = later ? log : latest;
    }
    return latest;
  }
}
