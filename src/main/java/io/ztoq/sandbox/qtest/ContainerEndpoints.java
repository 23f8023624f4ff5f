package io.ztoq.sandbox.qtest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ztoq.sandbox.wire.Call;
import io.ztoq.sandbox.wire.Json;
import io.ztoq.sandbox.wire.Reply;
import io.ztoq.sandbox.wire.Routes;
import java.util.List;
import java.util.Set;

/**
 * Releases, test cycles and test suites. Children of a cycle stand under keys with hyphens, only
 * when expanded.
 */
final class ContainerEndpoints {

  private static final String BASE = "/api/v3/projects/{projectId}/";
  private static final Set<String> PARENTS = Set.of("root", "release", "test-cycle");
  private static final Set<String> CYCLE_KEYS =
      Set.of("name", "order", "description", "target_release_id", "target_build_id");
  private static final Set<String> SUITE_KEYS =
      Set.of("name", "order", "properties", "target_release_id", "target_build_id");
  private static final Set<String> RELEASE_KEYS =
      Set.of("name", "order", "properties", "description", "note", "start_date", "end_date");

  private final QTestState state;
  private final QTestPages pages;
  private final Properties properties;
  private final ExecutionTree tree;
  private final Deletion deletion;

  ContainerEndpoints(QTestState state, QTestPages pages, Properties properties, Deletion deletion) {
    this.state = state;
    this.pages = pages;
    this.properties = properties;
    this.tree = new ExecutionTree(state);
    this.deletion = deletion;
  }

  void addTo(Routes routes) {
    for (Kind kind : List.of(Kind.RELEASE, Kind.TEST_CYCLE, Kind.TEST_SUITE)) {
      String path = BASE + kind.word();
      routes
          .on("GET", path, call -> list(call, kind))
          .on("POST", path, call -> create(call, kind))
          .on("GET", path + "/{id}", call -> Reply.ok(json(item(call, kind), expanded(call))))
          .on("PUT", path + "/{id}", call -> update(call, kind))
          .on("DELETE", path + "/{id}", call -> delete(call, kind));
    }
  }

  private Item item(Call call, Kind kind) {
    return state.item(kind, QTestPages.idVariable(call, "id"));
  }

  private static boolean expanded(Call call) {
    return QTestPages.expand(call, "descendants", Set.of("descendants"));
  }

  private Reply list(Call call, Kind kind) {
    boolean expand = kind != Kind.RELEASE && expanded(call);
    var unused = kind == Kind.RELEASE && QTestPages.flag(call, "includeClosed");
    ExecutionTree.Parent parent =
        kind == Kind.RELEASE ? new ExecutionTree.Parent(Item.ROOT, 0) : tree.parent(call, PARENTS);
    List<Item> all =
        List.copyOf(state.table(kind).children(parent.type(), parent.id())).stream()
            .filter(item -> Visibility.listed(state, pages.rules(), item))
            .toList();
    if (kind != Kind.TEST_CYCLE) {
      return pages.bare(all, item -> json(item, false));
    }
    if (QTestPages.number(call, "pageSize", 100, Integer.MIN_VALUE) < 0
        && call.query("page") == null) {
      return pages.bare(all, item -> json(item, expand));
    }
    return pages.bare(
        pages.slice(all, pages.page(call), pages.pageSize(call)), item -> json(item, expand));
  }

  private static Set<String> keys(Kind kind) {
    return kind == Kind.TEST_CYCLE
        ? CYCLE_KEYS
        : kind == Kind.TEST_SUITE ? SUITE_KEYS : RELEASE_KEYS;
  }

  private Reply create(Call call, Kind kind) {
    Body body = Body.of(call, keys(kind));
    String name = Names.checked(body.name());
    Item read = new Item();
    fill(read, body, kind);
    ExecutionTree.Parent parent =
        kind == Kind.RELEASE ? new ExecutionTree.Parent(Item.ROOT, 0) : tree.parent(call, PARENTS);
    if (kind != Kind.RELEASE && !tree.given(call)) {
      state.violation(
          "POST " + kind.word() + " without parentId and parentType: lands at the root");
    }
    Item item = state.newItem(kind, name);
    item.parentType = parent.type();
    item.parentId = parent.id();
    item.description = read.description;
    item.properties = read.properties;
    Long order = body.number("order");
    item.order =
        order != null
            ? order.intValue()
            : state.table(kind).children(parent.type(), parent.id()).size() + 1;
    state.table(kind).add(item);
    return Reply.json(kind == Kind.TEST_SUITE ? 200 : 201, json(item, false));
  }

  private void fill(Item item, Body body, Kind kind) {
    if (kind != Kind.TEST_CYCLE) {
      item.properties = properties.changed(kind.word(), item, body);
    }
    if (kind != Kind.TEST_SUITE) {
      item.description = body.textOr("description", item.description);
    }
    Long release = body.number("target_release_id");
    if (release != null) {
      state.item(Kind.RELEASE, release);
    }
    body.number("target_build_id");
    body.instant("start_date");
    body.instant("end_date");
  }

  private Reply update(Call call, Kind kind) {
    Item item = item(call, kind);
    if (kind != Kind.RELEASE && tree.given(call)) {
      state.moved(call, item);
      ExecutionTree.Parent parent = tree.parent(call, PARENTS);
      for (Item up = state.table(Kind.TEST_CYCLE).find(parent.id());
          up != null;
          up = state.table(Kind.TEST_CYCLE).find(up.parentId)) {
        if (up == item) {
          throw QTestErrors.invalid("A test cycle cannot be moved below itself");
        }
      }
      state.table(kind).move(item, parent.type(), parent.id());
    } else {
      Body body = Body.of(call, keys(kind));
      String name = Names.checked(body.name());
      Long order = body.number("order");
      fill(item, body, kind);
      item.name = name;
      item.order = order == null ? item.order : order.intValue();
    }
    item.modified = state.now();
    return Reply.ok(json(item, false));
  }

  private Reply delete(Call call, Kind kind) {
    Item item = item(call, kind);
    if (kind == Kind.TEST_CYCLE && !QTestPages.flag(call, "force") && !deletion.empty(item)) {
      throw QTestErrors.invalid("The test cycle is not empty; use force=true");
    }
    deletion.delete(item);
    return Reply.ok(
        kind == Kind.TEST_CYCLE ? Json.object().put("message", "Deleted") : Json.object());
  }

  ObjectNode json(Item item, boolean expand) {
    ObjectNode row = Json.object();
    if (item.kind == Kind.TEST_SUITE) {
      row.put("parentId", item.parentId).put("parentType", item.parentType);
    }
    row.putArray("links");
    row.put("id", item.id)
        .put("name", item.name)
        .put("order", item.order)
        .put("pid", item.pid)
        .put("created_date", pages.time(item.created))
        .put("last_modified_date", pages.time(item.modified))
        .put("web_url", "https://sandbox.example.com/" + item.kind.word() + "/" + item.id);
    if (item.kind != Kind.TEST_CYCLE) {
      row.set("properties", properties.json(item.kind.word(), item));
    }
    if (item.kind != Kind.TEST_SUITE) {
      row.put("description", item.description);
    }
    if (item.kind == Kind.TEST_CYCLE && expand) {
      for (Kind kind : List.of(Kind.TEST_CYCLE, Kind.TEST_SUITE)) {
        var rows = row.putArray(kind.word());
        state.table(kind).children("test-cycle", item.id).stream()
            .filter(child -> Visibility.listed(state, pages.rules(), child))
            .forEach(child -> rows.add(json(child, true)));
      }
    }
    return pages.shaped(row);
  }
}
