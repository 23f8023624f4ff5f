package io.ztoq.sandbox.qtest;

import io.ztoq.sandbox.wire.Call;
import io.ztoq.sandbox.wire.Reply;
import io.ztoq.sandbox.wire.Routes;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/** Test cases: list, create, read, change, approve, delete. */
final class CaseEndpoints {

  static final String PATH = "/api/v3/projects/{projectId}/test-cases";
  static final String DEFAULT_MODULE = "Created via API";
  private static final Set<String> CREATE_KEYS =
      Set.of(
          "name",
          "parent_id",
          "order",
          "description",
          "precondition",
          "properties",
          "test_steps",
          "attachments",
          "agent_ids");
  private static final Set<String> UPDATE_KEYS =
      Set.of(
          "name",
          "parent_id",
          "order",
          "description",
          "precondition",
          "properties",
          "test_steps",
          "attachments",
          "agent_ids",
          "id",
          "test_case_version_id",
          "version",
          "pid");

  private final QTestState state;
  private final QTestPages pages;
  private final Properties properties;
  private final StepRules steps;
  private final Versions versions;
  private final CaseJson json;
  private final InlineFiles files;

  CaseEndpoints(
      QTestState state, QTestPages pages, Properties properties, Versions versions, CaseJson json) {
    this.state = state;
    this.pages = pages;
    this.properties = properties;
    this.steps = new StepRules(state);
    this.versions = versions;
    this.json = json;
    this.files = new InlineFiles(state, pages.rules());
  }

  void addTo(Routes routes, Deletion deletion) {
    routes
        .on("GET", PATH, this::list)
        .on("POST", PATH, this::create)
        .on("GET", PATH + "/{id}", this::read)
        .on("PUT", PATH + "/{id}", this::update)
        .on("PUT", PATH + "/{id}/approve", this::approve)
        .on(
            "DELETE",
            PATH + "/{id}",
            call -> {
              deletion.delete(state.item(Kind.TEST_CASE, QTestPages.idVariable(call, "id")));
              return Reply.empty(200);
            });
  }

  private Reply list(Call call) {
    Long parent = QTestPages.number(call, "parentId");
    boolean withSteps = QTestPages.flag(call, "expandSteps");
    boolean withProperties = !"false".equals(call.query("expandProps"));
    boolean names = QTestPages.flag(call, "showParamIdentifier");
    if (parent != null) {
      state.item(Kind.MODULE, parent);
    }
    Table cases = state.table(Kind.TEST_CASE);
    List<Item> all =
        parent == null ? List.copyOf(cases.all()) : cases.children(ModuleEndpoints.TYPE, parent);
    if (!pages.rules().listDelay().isZero()) {
      all = all.stream().filter(item -> Visibility.listed(state, pages.rules(), item)).toList();
    }
    return pages.bareBySize(
        call, all, item -> json.json(item, item.latest(), withProperties, withSteps, names));
  }

  private Reply create(Call call) {
    Body body = Body.of(call, CREATE_KEYS);
    String name = Names.checked(body.name());
    SortedMap<Long, String> values = properties.read("test-cases", body);
    List<Version.Step> read = steps.read(body.array("test_steps"), 0);
    checkRest(body);
    Long parent = body.number("parent_id");
    if (parent != null) {
      state.item(Kind.MODULE, parent);
    }
    properties.complete("test-cases", values);
    Item item = state.newItem(Kind.TEST_CASE, name);
    item.parentType = ModuleEndpoints.TYPE;
    item.parentId = parent != null ? parent : defaultModule(call);
    item.properties = values;
    setTexts(item, body, true);
    Long order = body.number("order");
    item.order =
        order != null
            ? order.intValue()
            : state.table(Kind.TEST_CASE).children(ModuleEndpoints.TYPE, item.parentId).size() + 1;
    versions.first(item, read);
    steps.countParameters(read);
    state.table(Kind.TEST_CASE).add(item);
    files.store(body, "test-cases", item.id);
    files.storeOfSteps(body, item.latest().steps());
    return Reply.ok(json.json(item, item.latest(), true, false, names(call)));
  }

  /** Everything is checked before anything is changed. */
  private void checkRest(Body body) {
    body.text("description");
    body.text("precondition");
    body.number("order");
    files.check(body);
  }

  private static boolean names(Call call) {
    return QTestPages.flag(call, "showParamIdentifier");
  }

  /** The module where cases without a parent in the body end up. */
  private long defaultModule(Call call) {
    state.violation(
        "POST test-cases without parent_id: lands in \""
            + DEFAULT_MODULE
            + "\""
            + (call.query("parentId") == null ? "" : " (parentId in the query has no effect)"));
    for (Item module : state.table(Kind.MODULE).children(Item.ROOT, 0)) {
      if (module.name.equals(DEFAULT_MODULE)) {
        return module.id;
      }
    }
    Item module = state.newItem(Kind.MODULE, DEFAULT_MODULE);
    state.table(Kind.MODULE).add(module);
    return module.id;
  }

  /** Description and precondition also exist as properties; the top level wins. */
  private void setTexts(Item item, Body body, boolean clear) {
    for (Field field : state.fields("test-cases")) {
      if (field.system
          && field.label.equals("Description")
          && item.properties.containsKey(field.id)) {
        item.description = item.properties.getOrDefault(field.id, "");
        item.properties.remove(field.id);
      } else if (field.system
          && field.label.equals("Precondition")
          && item.properties.containsKey(field.id)) {
        item.precondition = item.properties.getOrDefault(field.id, "");
        item.properties.remove(field.id);
      }
    }
    if (body.has("description") || clear) {
      item.description = body.textOr("description", item.description);
    }
    if (body.has("precondition") || clear) {
      item.precondition = body.textOr("precondition", item.precondition);
    }
  }

  private Reply read(Call call) {
    Item item = byIdOrPid(call.variable("id"));
    Long versionId = QTestPages.number(call, "versionId");
    Version version = versionId == null ? item.latest() : versions.find(item, versionId);
    if (version == null) {
      throw QTestErrors.unknown("Test case version");
    }
    boolean withSteps = QTestPages.expand(call, "teststep", Set.of("teststep"));
    return Reply.ok(json.json(item, version, true, withSteps, names(call)));
  }

  private Item byIdOrPid(String text) {
    if (text.startsWith("TC-")) {
      for (Item item : state.table(Kind.TEST_CASE).all()) {
        if (item.pid.equals(text)) {
          return item;
        }
      }
      throw QTestErrors.unknown("Test Case");
    }
    if (!text.matches("\\d{1,18}")) {
      throw QTestErrors.invalid("testCaseId must be a number or a PID");
    }
    return state.item(Kind.TEST_CASE, Long.parseLong(text));
  }

  private Reply update(Call call) {
    Item item = state.item(Kind.TEST_CASE, QTestPages.idVariable(call, "id"));
    Body body = Body.of(call, UPDATE_KEYS);
    SortedMap<Long, String> values = properties.changed("test-cases", item, body);
    boolean vanish = pages.rules().omittedPartsVanish();
    List<Version.Step> read =
        body.has("test_steps") || vanish
            ? steps.read(body.array("test_steps"), item.id)
            : item.latest().steps();
    checkRest(body);
    String name = body.has("name") ? Names.checked(body.name()) : item.name;
    Long parent = body.number("parent_id");
    if (parent != null && parent != item.parentId) {
      state.item(Kind.MODULE, parent);
      state.table(Kind.TEST_CASE).move(item, ModuleEndpoints.TYPE, parent);
    }
    item.name = name;
    if (vanish) {
      item.description = "";
      item.precondition = "";
    }
    item.properties = values;
    setTexts(item, body, false);
    versions.change(item, read);
    steps.countParameters(read);
    files.store(body, "test-cases", item.id);
    files.storeOfSteps(body, item.latest().steps());
    return Reply.ok(json.json(item, item.latest(), true, false, names(call)));
  }

  private Reply approve(Call call) {
    Item item = state.item(Kind.TEST_CASE, QTestPages.idVariable(call, "id"));
    if (item.latest().approved()) {
      state.violation("PUT approve of an approved version: raises the version again");
    }
    versions.approve(item);
    return Reply.ok(json.json(item, item.latest(), true, false, names(call)));
  }
}
