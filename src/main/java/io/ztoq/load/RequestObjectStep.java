package io.ztoq.load;

import io.ztoq.call.ApiRequest;
import io.ztoq.store.TargetObject;
import java.util.Optional;
import org.apache.camel.Handler;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Decides what has to be sent for one object now; looks into qTest first when there is any doubt.
 */
public final class RequestObjectStep {

  private final ChangeableForm form;
  private final Lookout lookout;
  private final Changes changes;

  RequestObjectStep(ChangeableForm form, Loading loading) {
    this.form = form;
    this.lookout = new Lookout(loading);
    this.changes = new Changes(loading);
  }

  /**
   * @return the request to send, null when nothing is to be sent (now): the object stands there as
   *     planned, or it is too early to tell
   * @throws io.ztoq.failure.RecordRejected when the object cannot go on
   */
  @Handler
  public @Nullable ApiRequest request(@Variable("object") TargetObject object) {
    return Bugs.<Optional<ApiRequest>>asExceptions(() -> Optional.ofNullable(needed(object)))
        .orElse(null);
  }

  private @Nullable ApiRequest changed(TargetObject object) {
    lookout.refuseTooManyRounds(object);
    return changes.request(form, object);
  }

  private @Nullable ApiRequest needed(TargetObject object) {
    if (object.isUpdate()) {
      return lookout.postponed(object) ? null : changed(object);
    }
    if (object.inDoubtSince() == null) {
      return form.create(object);
    }
    Lookout.Sight sight = lookout.look(form, object);
    return switch (sight.what()) {
      case SETTLED, TOO_EARLY -> null;
      case DIFFERENT -> changes.request(form, sight.object());
      case ABSENT -> form.create(object);
    };
  }
}
