package io.ztoq.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.ztoq.call.ApiAnswer;
import io.ztoq.qtest.QTestJson;
import io.ztoq.store.TargetObject;
import java.time.Instant;
import java.util.Optional;

/** Tells whole answers, refusals and lost ones apart. */
final class Answers {

  private final Loading loading;

  Answers(Loading loading) {
    this.loading = loading;
  }

  /**
   * The object that qTest answers with; empty when the answer was lost, the object is handed out
   * again then.
   *
   * @throws io.ztoq.failure.Failure when qTest refuses
   */
  Optional<JsonNode> whole(TargetObject object, ApiAnswer answer) {
    Optional<JsonNode> body = answer.ok() ? QTestJson.body(answer) : Optional.empty();
    if (body.isPresent() && body.get().path("id").asLong() > 0) {
      return body;
    }
    if (answer.lost() || answer.ok() || answer.status() >= 500) {
      Instant now = loading.clock().instant();
      loading.feed().later(object.inDoubt(now), now);
      return Optional.empty();
    }
    throw Refusals.of(object, answer);
  }
}
