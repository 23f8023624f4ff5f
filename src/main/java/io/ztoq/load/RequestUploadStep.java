package io.ztoq.load;

import io.ztoq.call.ApiAnswer;
import io.ztoq.call.ApiRequest;
import io.ztoq.call.Door;
import io.ztoq.qtest.QTestLists;
import io.ztoq.store.TargetObject;
import java.util.Optional;
import org.apache.camel.Handler;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Decides what has to be sent for one file now. A file cannot be changed in qTest: another one
 * takes its place.
 */
public final class RequestUploadStep {

  private final AttachmentForm form;
  private final Loading loading;
  private final Lookout lookout;
  private final Door door;

  RequestUploadStep(AttachmentForm form, Loading loading, Door door) {
    this.form = form;
    this.loading = loading;
    this.lookout = new Lookout(loading);
    this.door = door;
  }

  /**
   * @return the upload, null when nothing is to be sent (now)
   */
  @Handler
  public @Nullable ApiRequest request(@Variable("object") TargetObject object) {
    return Bugs.<Optional<ApiRequest>>asExceptions(() -> Optional.ofNullable(needed(object)))
        .orElse(null);
  }

  private @Nullable ApiRequest needed(TargetObject object) {
    boolean uploaded = object.inDoubtSince() != null;
    if (object.isUpdate() && !uploaded) {
      deleteOld(object);
      return form.create(object);
    }
    if (!uploaded) {
      return form.create(object);
    }
    return lookout.look(form, object).what() == Lookout.What.ABSENT ? form.create(object) : null;
  }

  private void deleteOld(TargetObject object) {
    ApiRequest delete = form.delete(object);
    ApiAnswer answer = door.call(delete);
    if (answer.status() != 404) {
      QTestLists.check(delete, answer);
    }
    loading.ledger().forgetTarget(object);
  }
}
