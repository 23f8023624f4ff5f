package io.ztoq.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.ztoq.call.ApiRequest;
import io.ztoq.qtest.CycleDocument;
import io.ztoq.qtest.ExecutionBodies;
import io.ztoq.qtest.FieldCatalogue;
import io.ztoq.qtest.FieldValue;
import io.ztoq.qtest.LiveView;
import io.ztoq.qtest.QTestJson;
import io.ztoq.qtest.QTestLists.Paging;
import io.ztoq.qtest.QTestRequests.Place;
import io.ztoq.store.TargetObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Test suites: parent in the query, marker in field Zephyr Key; they have fields and no
 * description.
 */
final class SuiteForm implements ChangeableForm {

  static final String TYPE = "test-suites";

  /**
   * A system field of suites in most projects; where it is missing, the description stays in the
   * store.
   */
  static final String DESCRIPTION = "Description";

  private final Loading loading;
  private final Place top;

  SuiteForm(Loading loading, Place top) {
    this.loading = loading;
    this.top = top;
  }

  private static CycleDocument document(TargetObject object) {
    return QTestJson.document(object.document(), CycleDocument.class);
  }

  /** {@code cycle/PAY-R4} of {@code [zephyr:cycle/PAY-R4]}. */
  private static String key(CycleDocument document) {
    return document.marker().replaceFirst("^\\[zephyr:", "").replaceFirst("]$", "");
  }

  private List<FieldValue> fields(CycleDocument document) {
    List<FieldValue> fields = new ArrayList<>(document.fields());
    fields.removeIf(field -> field.field().equals(FieldCatalogue.ZEPHYR_KEY));
    fields.add(FieldValue.of(FieldCatalogue.ZEPHYR_KEY, key(document)));
    boolean described = fields.stream().anyMatch(field -> field.field().equals(DESCRIPTION));
    if (!described && loading.target().catalogue().field(TYPE, DESCRIPTION).isPresent()) {
      fields.add(FieldValue.of(DESCRIPTION, document.description()));
    }
    return fields;
  }

  @Override
  public ApiRequest create(TargetObject object) {
    CycleDocument document = document(object);
    return loading
        .requests()
        .create(
            TYPE,
            Targets.place(object, top),
            ExecutionBodies.suite(
                document,
                object.position(),
                loading.target().catalogue().properties(TYPE, fields(document))));
  }

  @Override
  public ApiRequest siblings(TargetObject object) {
    return loading.requests().list(TYPE, Targets.place(object, top));
  }

  @Override
  public Paging paging() {
    return Paging.NONE;
  }

  @Override
  public boolean isIt(TargetObject object, JsonNode row) {
    return loading.target().catalogue().hasKey(TYPE, row, key(document(object)));
  }

  @Override
  public ApiRequest read(TargetObject object) {
    return loading.requests().read(TYPE, Targets.id(object));
  }

  @Override
  public JsonNode body(TargetObject object, JsonNode live) {
    CycleDocument document = document(object);
    return ExecutionBodies.suite(
        document,
        ChangeableForm.order(object, live),
        loading.target().catalogue().properties(TYPE, fields(document), live));
  }

  @Override
  public JsonNode reordered(TargetObject object, JsonNode live) {
    return ExecutionBodies.reorderedSuite(live, object.position());
  }

  @Override
  public ApiRequest change(TargetObject object, JsonNode body) {
    return loading.requests().change(TYPE, Targets.id(object), body);
  }

  @Override
  public Optional<ApiRequest> move(TargetObject object, JsonNode live) {
    Place place = Targets.place(object, top);
    return live.path("parentId").asLong(place.parentId()) == place.parentId()
        ? Optional.empty()
        : Optional.of(
            loading.requests().move(TYPE, Targets.id(object), live.path("name").asText(), place));
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
