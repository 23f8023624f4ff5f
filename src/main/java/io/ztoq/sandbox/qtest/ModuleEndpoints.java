package io.ztoq.sandbox.qtest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ztoq.sandbox.wire.Call;
import io.ztoq.sandbox.wire.Json;
import io.ztoq.sandbox.wire.Reply;
import io.ztoq.sandbox.wire.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Modules. The parent is a query parameter; {@code parent_id} in the body has no effect (trap 16).
 */
final class ModuleEndpoints {

  static final String TYPE = "module";
  private static final Set<String> KEYS =
      Set.of("name", "description", "order", "shared", "parent_id");
  private static final String PATH = "/api/v3/projects/{projectId}/modules";

  private final QTestState state;
  private final QTestPages pages;
  private final Deletion deletion;

  ModuleEndpoints(QTestState state, QTestPages pages, Deletion deletion) {
    this.state = state;
    this.pages = pages;
    this.deletion = deletion;
  }

  void addTo(Routes routes) {
    routes
        .on("GET", PATH, this::list)
        .on("POST", PATH, this::create)
        .on("GET", PATH + "/{id}", call -> Reply.ok(json(module(call), descendants(call))))
        .on("PUT", PATH + "/{id}", this::update)
        .on("DELETE", PATH + "/{id}", this::delete);
  }

  private Item module(Call call) {
    return state.item(Kind.MODULE, QTestPages.idVariable(call, "id"));
  }

  private static boolean descendants(Call call) {
    return QTestPages.expand(call, "descendants", Set.of("descendants"));
  }

  private Reply list(Call call) {
    boolean expand = descendants(call);
    String search = call.query("search");
    List<Item> found = new ArrayList<>();
    for (Item module : children(parent(call))) {
      if ((search == null || module.name.contains(search))
          && Visibility.listed(state, pages.rules(), module)) {
        found.add(module);
      }
    }
    return pages.bare(found, module -> json(module, expand));
  }

  private List<Item> children(@Nullable Item parent) {
    return parent == null
        ? state.table(Kind.MODULE).children(Item.ROOT, 0)
        : state.table(Kind.MODULE).children(TYPE, parent.id);
  }

  private @Nullable Item parent(Call call) {
    return call.query("parentId") == null
        ? null
        : state.item(Kind.MODULE, QTestPages.number(call, "parentId", 0, 1));
  }

  private Reply create(Call call) {
    Body body = Body.of(call, KEYS);
    Item parent = parent(call);
    body.flag("shared");
    if (body.number("parent_id") != null) {
      state.violation("POST modules: parent_id in the body has no effect");
    }
    Item module = state.newItem(Kind.MODULE, Names.checked(body.name()));
    module.description = body.textOr("description", "");
    module.parentType = parent == null ? Item.ROOT : TYPE;
    module.parentId = parent == null ? 0 : parent.id;
    Long order = body.number("order");
    module.order = order == null ? children(parent).size() + 1 : order.intValue();
    state.table(Kind.MODULE).add(module);
    return Reply.json(201, json(module, false));
  }

  private Reply update(Call call) {
    Item module = module(call);
    Item parent = parent(call);
    if (parent != null) {
      state.moved(call, module);
      for (Item up = parent; up != null; up = state.table(Kind.MODULE).find(up.parentId)) {
        if (up == module) {
          throw QTestErrors.invalid("A module cannot be moved below itself");
        }
      }
      state.table(Kind.MODULE).move(module, TYPE, parent.id);
    } else {
      Body body = Body.of(call, KEYS);
      String description = body.textOr("description", module.description);
      Long order = body.number("order");
      module.name = Names.checked(body.name());
      module.description = description;
      module.order = order == null ? module.order : order.intValue();
    }
    module.modified = state.now();
    return Reply.ok(json(module, false));
  }

  private Reply delete(Call call) {
    Item module = module(call);
    boolean empty =
        state.table(Kind.MODULE).children(TYPE, module.id).isEmpty()
            && state.table(Kind.TEST_CASE).children(TYPE, module.id).isEmpty();
    if (!QTestPages.flag(call, "force") && !empty) {
      throw QTestErrors.invalid("The module is not empty; use force=true");
    }
    deletion.delete(module);
    return Reply.ok(Json.object().put("message", "Deleted"));
  }

  private ObjectNode json(Item module, boolean expand) {
    ObjectNode row = Json.object();
    row.putArray("links");
    row.put("id", module.id)
        .put("name", module.name)
        .put("order", module.order)
        .put("pid", module.pid)
        .put("created_date", pages.time(module.created))
        .put("last_modified_date", pages.time(module.modified))
        .put("parent_id", module.parentId == 0 ? state.hiddenRoot() : module.parentId)
        .put("description", module.description)
        .put("shared", false);
    if (expand) {
      var rows = row.putArray("children");
      children(module).stream()
          .filter(child -> Visibility.listed(state, pages.rules(), child))
          .forEach(child -> rows.add(json(child, true)));
    }
    return pages.shaped(row.put("recursive", expand));
  }
}
