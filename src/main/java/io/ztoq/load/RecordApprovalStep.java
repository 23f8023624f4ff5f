package io.ztoq.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.ztoq.call.ApiAnswer;
import io.ztoq.load.LoadCounts.Outcome;
import io.ztoq.store.TargetObject;
import org.apache.camel.Body;
import org.apache.camel.Handler;
import org.apache.camel.Variable;

/** Records an approval; a refusal because the version is approved already is one, too. */
public final class RecordApprovalStep {

  private final Loading loading;
  private final Answers answers;

  RecordApprovalStep(Loading loading) {
    this.loading = loading;
    this.answers = new Answers(loading);
  }

  @Handler
  public void record(@Body ApiAnswer answer, @Variable("object") TargetObject object) {
    if (answer.status() == 400 || answer.status() == 409) {
      JsonNode live =
          loading
              .lists()
              .one(loading.requests().read(CaseForm.TYPE, Targets.parent(object).targetId()));
      if (!RequestApprovalStep.isApproved(live)) {
        throw Refusals.of(object, answer);
      }
      loading.written(object, live, null, Outcome.DONE, false);
      return;
    }
    answers
        .whole(object, answer)
        .ifPresent(approved -> loading.written(object, approved, null, Outcome.DONE, false));
  }
}
