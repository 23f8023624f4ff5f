package io.ztoq.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ztoq.call.ApiRequest;
import io.ztoq.qtest.CaseDocument;
import io.ztoq.qtest.DesignBodies;
import io.ztoq.qtest.LiveView;
import io.ztoq.qtest.QTestJson;
import io.ztoq.qtest.QTestLists.Paging;
import io.ztoq.store.TargetObject;
import java.util.Optional;

/**
 * Test cases: parent in the body, marker in field Zephyr Key; their digest is taken when their
 * steps are read.
 */
final class CaseForm implements ChangeableForm {

  static final String TYPE = "test-cases";

  private final Loading loading;

  CaseForm(Loading loading) {
    this.loading = loading;
  }

  private static CaseDocument document(TargetObject object) {
    return QTestJson.document(object.document(), CaseDocument.class);
  }

  private ObjectNode body(
      TargetObject object, CaseDocument document, int position, ArrayNode properties) {
    return DesignBodies.testCase(
        document,
        Targets.parent(object).targetId(),
        position,
        properties,
        key -> Targets.testCase(loading, object, key).targetId());
  }

  @Override
  public ApiRequest create(TargetObject object) {
    CaseDocument document = document(object);
    ArrayNode properties = loading.target().catalogue().properties(TYPE, document.fields());
    return loading.requests().create(TYPE, body(object, document, object.position(), properties));
  }

  @Override
  public ApiRequest siblings(TargetObject object) {
    return loading
        .requests()
        .get(TYPE)
        .with("parentId", Targets.parent(object).targetId())
        .with("expandProps", true);
  }

  @Override
  public Paging paging() {
    return Paging.SIZE;
  }

  @Override
  public boolean isIt(TargetObject object, JsonNode row) {
    return loading.target().catalogue().hasKey(TYPE, row, document(object).key());
  }

  @Override
  public ApiRequest read(TargetObject object) {
    return loading.requests().read(TYPE, Targets.id(object)).with("expand", "teststep");
  }

  @Override
  public JsonNode body(TargetObject object, JsonNode live) {
    CaseDocument document = document(object);
    ArrayNode properties = loading.target().catalogue().properties(TYPE, document.fields(), live);
    ObjectNode body = body(object, document, live.path("order").asInt(0), properties);
    DesignBodies.keepStepIds(body, live);
    return body;
  }

  @Override
  public ApiRequest change(TargetObject object, JsonNode body) {
    return loading.requests().change(TYPE, Targets.id(object), body);
  }

  @Override
  public Optional<ApiRequest> move(TargetObject object, JsonNode live) {
    return Optional.empty();
  }

  @Override
  public boolean movesWithChange(TargetObject object, JsonNode live) {
    long parent = Targets.parent(object).targetId();
    return live.path("parent_id").asLong(parent) != parent;
  }

  @Override
  public LiveView view() {
    return loading.target().catalogue().view(TYPE);
  }
}
