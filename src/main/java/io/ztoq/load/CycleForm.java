package io.ztoq.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.ztoq.call.ApiRequest;
import io.ztoq.qtest.CycleDocument;
import io.ztoq.qtest.DesignBodies;
import io.ztoq.qtest.ExecutionBodies;
import io.ztoq.qtest.LiveView;
import io.ztoq.qtest.QTestJson;
import io.ztoq.qtest.QTestLists.Paging;
import io.ztoq.qtest.QTestRequests.Place;
import io.ztoq.store.TargetObject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Test cycles: parent in the query, marker in the last line of the description, no fields. */
final class CycleForm implements ChangeableForm {

  private static final String TYPE = "test-cycles";

  private final Loading loading;
  private final Place top;

  /**
   * @param top the root or a release
   */
  CycleForm(Loading loading, Place top) {
    this.loading = loading;
    this.top = top;
  }

  private static CycleDocument document(TargetObject object) {
    return QTestJson.document(object.document(), CycleDocument.class);
  }

  @Override
  public ApiRequest create(TargetObject object) {
    return loading
        .requests()
        .create(
            TYPE,
            Targets.place(object, top),
            ExecutionBodies.cycle(document(object), object.position()));
  }

  @Override
  public ApiRequest siblings(TargetObject object) {
    return loading.requests().list(TYPE, Targets.place(object, top));
  }

  @Override
  public Paging paging() {
    return Paging.PAGE_SIZE;
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
    return ExecutionBodies.cycle(document(object), ChangeableForm.order(object, live));
  }

  @Override
  public JsonNode reordered(TargetObject object, JsonNode live) {
    return DesignBodies.reordered(live, object.position());
  }

  @Override
  public ApiRequest change(TargetObject object, JsonNode body) {
    return loading.requests().change(TYPE, Targets.id(object), body);
  }

  /** An answer does not tell the parent of a cycle; its siblings do. */
  @Override
  public Optional<ApiRequest> move(TargetObject object, JsonNode live) {
    return Targets.contains(loading.lists().all(siblings(object), paging()), Targets.id(object))
        ? Optional.empty()
        : Optional.of(
            loading
                .requests()
                .move(
                    TYPE,
                    Targets.id(object),
                    live.path("name").asText(),
                    Targets.place(object, top)));
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
