package io.ztoq.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.ztoq.call.ApiAnswer;
import io.ztoq.load.LoadCounts.Outcome;
import io.ztoq.store.TargetObject;
import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.Handler;
import org.apache.camel.Variable;

/** Records what qTest answered; an answer that is missing or not whole puts the object in doubt. */
public final class RecordObjectStep {

  private final ObjectForm form;
  private final Loading loading;
  private final Answers answers;

  RecordObjectStep(ObjectForm form, Loading loading) {
    this.form = form;
    this.loading = loading;
    this.answers = new Answers(loading);
  }

  /**
   * @throws io.ztoq.failure.RecordRejected when qTest refuses the object, or answers were lost too
   *     often (LOD-006)
   * @throws io.ztoq.failure.RunStopped when a permission is missing
   */
  @Handler
  public void record(@Body ApiAnswer answer, @Variable("object") TargetObject object) {
    Optional<JsonNode> whole = answers.whole(object, answer);
    if (whole.isPresent()) {
      Outcome outcome = object.isUpdate() ? Outcome.UPDATED : Outcome.CREATED;
      String digest = object.isOnlyMisplaced() ? object.liveSha256() : form.digest(whole.get());
      loading.written(object, whole.get(), digest, outcome, !object.isUpdate());
    }
  }
}
