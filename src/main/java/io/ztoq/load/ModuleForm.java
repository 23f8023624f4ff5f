package io.ztoq.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.ztoq.call.ApiRequest;
import io.ztoq.qtest.DesignBodies;
import io.ztoq.qtest.LiveView;
import io.ztoq.qtest.ModuleDocument;
import io.ztoq.qtest.QTestJson;
import io.ztoq.qtest.QTestLists.Paging;
import io.ztoq.store.TargetObject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Modules: parent in the query, marker in the last line of the description. */
final class ModuleForm implements ChangeableForm {

  private static final String TYPE = "modules";

  private final Loading loading;

  ModuleForm(Loading loading) {
    this.loading = loading;
  }

  private static ModuleDocument document(TargetObject object) {
    return QTestJson.document(object.document(), ModuleDocument.class);
  }

  private static @Nullable Long parentId(TargetObject object) {
    return object.parent() == null ? null : Targets.parent(object).targetId();
  }

  @Override
  public ApiRequest create(TargetObject object) {
    return loading
        .requests()
        .create(TYPE, DesignBodies.module(document(object), object.position()))
        .with("parentId", parentId(object));
  }

  @Override
  public ApiRequest siblings(TargetObject object) {
    return loading.requests().get(TYPE).with("parentId", parentId(object));
  }

  @Override
  public Paging paging() {
    return Paging.NONE;
  }

  @Override
  public boolean isIt(TargetObject object, JsonNode row) {
    return LiveView.endsWith(row.path("description").textValue(), document(object).marker());
  }

  @Override
  public ApiRequest read(TargetObject object) {
    return loading.requests().read(TYPE, Targets.id(object));
  }

  @Override
  public JsonNode body(TargetObject object, JsonNode live) {
    return DesignBodies.module(document(object), ChangeableForm.order(object, live));
  }

  @Override
  public JsonNode reordered(TargetObject object, JsonNode live) {
    return DesignBodies.reordered(live, object.position());
  }

  @Override
  public ApiRequest change(TargetObject object, JsonNode body) {
    return loading.requests().change(TYPE, Targets.id(object), body);
  }

  /**
   * The parent of a top-level module is a hidden root whose id only its children tell (api-contract
   * 2.5).
   */
  @Override
  public Optional<ApiRequest> move(TargetObject object, JsonNode live) {
    Long parent = parentId(object);
    if (parent == null) {
      List<JsonNode> top = loading.lists().all(siblings(object), paging());
      if (top.isEmpty() || Targets.contains(top, Targets.id(object))) {
        return Optional.empty();
      }
      parent = top.get(0).path("parent_id").asLong();
    }
    return live.path("parent_id").asLong() == parent
        ? Optional.empty()
        : Optional.of(
            loading.requests().moveModule(Targets.id(object), live.path("name").asText(), parent));
  }

  @Override
  public LiveView view() {
    return new LiveView(List.of());
  }

  @Override
  public @Nullable String digest(JsonNode live) {
    return live.has("name") && live.has("description") ? view().digest(live) : null;
  }
}
