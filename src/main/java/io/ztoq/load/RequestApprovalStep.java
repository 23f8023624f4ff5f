package io.ztoq.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.ztoq.call.ApiRequest;
import io.ztoq.load.LoadCounts.Outcome;
import io.ztoq.store.TargetObject;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.Handler;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Approves a case unless its current version is approved already: each approval raises the version.
 */
public final class RequestApprovalStep {

  private static final Pattern APPROVED = Pattern.compile("[1-9]\\d*(\\.0+)?");

  private final Loading loading;
  private final Lookout lookout;

  RequestApprovalStep(Loading loading) {
    this.loading = loading;
    this.lookout = new Lookout(loading);
  }

  /**
   * @return the approval, null when it is not needed or it is too early to tell
   */
  @Handler
  public @Nullable ApiRequest request(@Variable("object") TargetObject object) {
    return Bugs.<Optional<ApiRequest>>asExceptions(() -> Optional.ofNullable(needed(object)))
        .orElse(null);
  }

  private @Nullable ApiRequest needed(TargetObject object) {
    long caseId = Targets.parent(object).targetId();
    if (object.inDoubtSince() != null || object.isUpdate()) {
      JsonNode live = loading.lists().one(loading.requests().read(CaseForm.TYPE, caseId));
      if (isApproved(live)) {
        loading.written(object, live, null, Outcome.DONE, false);
        return null;
      }
      if (lookout.postponed(object)) {
        return null;
      }
      lookout.refuseTooManyRounds(object);
    }
    return loading.requests().approve(caseId);
  }

  /**
   * Saving raises a version by 0.1, approving to the next whole number; versions are text, "0.10"
   * is not 0.1.
   */
  static boolean isApproved(JsonNode live) {
    return APPROVED.matcher(live.path("version").asText("")).matches();
  }
}
