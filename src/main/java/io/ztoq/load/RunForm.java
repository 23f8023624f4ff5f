package io.ztoq.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.ztoq.call.ApiRequest;
import io.ztoq.qtest.ExecutionBodies;
import io.ztoq.qtest.LiveView;
import io.ztoq.qtest.QTestJson;
import io.ztoq.qtest.QTestLists.Paging;
import io.ztoq.qtest.QTestRequests.Place;
import io.ztoq.qtest.RunDocument;
import io.ztoq.store.Target;
import io.ztoq.store.TargetObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Test runs: parent in the query, marker in field Zephyr Key, bound to the version whose steps were
 * read.
 */
final class RunForm implements ChangeableForm {

  static final String TYPE = "test-runs";

  private final Loading loading;
  private final Place top;

  RunForm(Loading loading, Place top) {
    this.loading = loading;
    this.top = top;
  }

  private static RunDocument document(TargetObject object) {
    return QTestJson.document(object.document(), RunDocument.class);
  }

  @Override
  public ApiRequest create(TargetObject object) {
    RunDocument document = document(object);
    Target testCase = Targets.testCase(loading, object, document.caseKey());
    ArrayNode properties = loading.target().catalogue().properties(TYPE, document.fields());
    return loading
        .requests()
        .create(
            TYPE,
            Targets.place(object, top),
            ExecutionBodies.run(
                document,
                object.position(),
                properties,
                testCase.targetId(),
                testCase.versionId()));
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
    return loading.target().catalogue().hasKey(TYPE, row, document(object).key());
  }

  @Override
  public ApiRequest read(TargetObject object) {
    return loading.requests().read(TYPE, Targets.id(object));
  }

  @Override
  public JsonNode body(TargetObject object, JsonNode live) {
    RunDocument document = document(object);
    return ExecutionBodies.runChange(
        document,
        loading.target().catalogue().properties(TYPE, document.fields(), live),
        Targets.testCase(loading, object, document.caseKey()).targetId(),
        live);
  }

  @Override
  public ApiRequest change(TargetObject object, JsonNode body) {
    return loading.requests().change(TYPE, Targets.id(object), body);
  }

  @Override
  public Optional<ApiRequest> move(TargetObject object, JsonNode live) {
    Place place = Targets.place(object, top);
    if (live.path("parentId").asLong(place.parentId()) == place.parentId()) {
      return Optional.empty();
    }
    // a run cannot be named without its properties
    return Optional.of(
        loading
            .requests()
            .change(TYPE, Targets.id(object), body(object, live))
            .with("parentId", place.parentId())
            .with("parentType", place.parentType()));
  }

  @Override
  public LiveView view() {
    return loading.target().catalogue().view(TYPE);
  }

  @Override
  public @Nullable String digest(JsonNode live) {
    return live.has("name") && live.has("properties") ? view().digest(live) : null;
  }
}
