package io.ztoq.extract;

import io.ztoq.call.ApiAnswer;
import io.ztoq.call.ApiRequest;
import io.ztoq.canonical.AttachmentName;
import io.ztoq.failure.RecordRejected;
import io.ztoq.store.AttachmentRecords;
import io.ztoq.store.DetailRecords;
import io.ztoq.store.Due;
import io.ztoq.zephyr.ZephyrDetails;
import io.ztoq.zephyr.ZephyrList;
import io.ztoq.zephyr.ZephyrObject;
import io.ztoq.zephyr.ZephyrRequests;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.camel.Body;
import org.apache.camel.Handler;
import org.jspecify.annotations.Nullable;

/** Reads which files one object has; 404 means none (trap 6). */
public final class ListAttachmentsStep {

  private final ExtractScope scope;
  private final ObjectReader reader;
  private final AttachmentRecords attachments;

  public ListAttachmentsStep(
      ExtractScope scope, ObjectReader reader, AttachmentRecords attachments) {
    this.scope = scope;
    this.reader = reader;
    this.attachments = attachments;
  }

  /**
   * @throws RecordRejected (EXT-022) when Zephyr refuses the list, (ZEP-011) when an entry has no
   *     number; the other entries are kept
   */
  @Handler
  public void read(@Body Due due) {
    ApiAnswer answer = reader.get(request(due));
    if (!answer.ok() && answer.status() != 404) {
      throw ObjectReader.refused(due, answer);
    }
    List<AttachmentName> files = new ArrayList<>();
    RecordRejected problem = answer.ok() ? readInto(files, answer) : null;
    List<String> payloads = files.isEmpty() ? List.of() : List.of(answer.text());
    attachments.listed(new DetailRecords.Read(scope.get(), due, payloads), files);
    if (problem != null) {
      throw problem;
    }
  }

  private static @Nullable RecordRejected readInto(List<AttachmentName> files, ApiAnswer answer) {
    RecordRejected problem = null;
    ZephyrObject list = ZephyrObject.of(answer);
    for (ZephyrObject row : list.objects(list.has("attachments") ? "attachments" : "values")) {
      try {
        files.add(ZephyrDetails.attachment(row));
      } catch (RecordRejected unreadable) {
        problem = unreadable;
      }
    }
    return problem;
  }

  private static ApiRequest request(Due due) {
    ZephyrList list = list(due.kind());
    return due.stepId() == null
        ? ZephyrRequests.attachments(list, due.address())
        : ZephyrRequests.stepAttachments(list, due.address(), Objects.requireNonNull(due.stepId()));
  }

  private static ZephyrList list(Due.Kind kind) {
    return switch (kind) {
      case CASE_FILES, CASE_STEP_FILES -> ZephyrList.TEST_CASE;
      case PLAN_FILES -> ZephyrList.TEST_PLAN;
      case CYCLE_FILES -> ZephyrList.TEST_CYCLE;
      default -> ZephyrList.TEST_EXECUTION;
    };
  }
}
