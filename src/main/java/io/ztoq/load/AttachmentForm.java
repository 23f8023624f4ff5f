package io.ztoq.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.ztoq.call.ApiRequest;
import io.ztoq.failure.RecordRejected;
import io.ztoq.qtest.AttachmentDocument;
import io.ztoq.qtest.LogDocument;
import io.ztoq.qtest.QTestJson;
import io.ztoq.qtest.QTestLists.Paging;
import io.ztoq.store.TargetKind;
import io.ztoq.store.TargetObject;
import io.ztoq.store.TargetSteps;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Files of cases, case steps, logs and step logs; recognised by their name, which is unique on its
 * object.
 */
final class AttachmentForm implements ObjectForm {

  private final Loading loading;
  private final TargetSteps steps;
  private final LogForm logs;
  private final UploadFiles files;

  AttachmentForm(Loading loading, TargetSteps steps, LogForm logs, UploadFiles files) {
    this.loading = loading;
    this.steps = steps;
    this.logs = logs;
    this.files = files;
  }

  /** What carries a file: the words of qTest's attachment paths. */
  record Owner(String type, long id) {}

  static AttachmentDocument document(TargetObject object) {
    return QTestJson.document(object.document(), AttachmentDocument.class);
  }

  @Override
  public ApiRequest create(TargetObject object) {
    AttachmentDocument document = document(object);
    Owner owner = owner(object, document);
    return loading
        .requests()
        .upload(owner.type(), owner.id(), document.name())
        .withBodyFile(files.write(object, document), document.contentType());
  }

  @Override
  public ApiRequest siblings(TargetObject object) {
    Owner owner = owner(object, document(object));
    return loading.requests().attachments(owner.type(), owner.id());
  }

  /** The request that takes an older file of this row away. */
  ApiRequest delete(TargetObject object) {
    Owner owner = owner(object, document(object));
    return loading.requests().deleteAttachment(owner.type(), owner.id(), Targets.id(object));
  }

  @Override
  public Paging paging() {
    return Paging.NONE;
  }

  @Override
  public boolean isIt(TargetObject object, JsonNode row) {
    String name = row.path("name").asText("");
    String wanted = document(object).name();
    return name.equals(wanted) || decoded(name).equals(wanted);
  }

  /** Whether qTest shows names as they were sent or decoded is open (api-contract 2.8). */
  private static String decoded(String name) {
    try {
      return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return name;
    }
  }

  private Owner owner(TargetObject object, AttachmentDocument document) {
    TargetObject.Parent parent = Targets.parent(object);
    boolean onCase = parent.kind() == TargetKind.TEST_CASE;
    if (document.stepPosition() == 0) {
      return new Owner(onCase ? "test-cases" : "test-logs", parent.targetId());
    }
    return onCase ? step(object, parent, document) : stepLog(object, parent, document);
  }

  private Owner step(TargetObject object, TargetObject.Parent parent, AttachmentDocument document) {
    for (TargetSteps.Step step : steps.of(parent.id())) {
      if (Objects.equals(step.ownPosition(), document.stepPosition())) {
        return new Owner("test-steps", step.stepId());
      }
    }
    throw noStep(object, document);
  }

  private Owner stepLog(
      TargetObject object, TargetObject.Parent parent, AttachmentDocument document) {
    long runId =
        loading.ledger().parentTargetId(parent.id()).orElseThrow(() -> noStep(object, document));
    LogDocument log =
        loading
            .ledger()
            .document(parent.id())
            .map(text -> QTestJson.document(text, LogDocument.class))
            .orElseThrow(() -> noStep(object, document));
    JsonNode live = loading.lists().one(loading.requests().log(runId, parent.targetId()));
    long id =
        logs.stepLog(log, live, document.stepPosition())
            .map(stepLog -> stepLog.path("test_step_log_id").asLong(0))
            .orElse(0L);
    if (id == 0) {
      throw noStep(object, document);
    }
    return new Owner("test-step-logs", id);
  }

  private static RecordRejected noStep(TargetObject object, AttachmentDocument document) {
    return new RecordRejected(
        "LOD-014",
        "%s: qTest shows no step or step result %d to attach '%s' to; attach it by hand, it stays in the store"
            .formatted(object.display(), document.stepPosition(), document.name()));
  }
}
