package io.ztoq.load;

import io.ztoq.failure.RecordRejected;
import io.ztoq.load.LoadCounts.Outcome;
import io.ztoq.store.TargetObject;
import org.apache.camel.ExchangeException;
import org.apache.camel.Handler;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down an object that cannot go on, and holds what needs it. */
public final class RejectObjectStep {

  private static final Logger LOG = LoggerFactory.getLogger(RejectObjectStep.class);

  private final Loading loading;

  RejectObjectStep(Loading loading) {
    this.loading = loading;
  }

  @Handler
  public void reject(
      @Variable("object") TargetObject object, @ExchangeException RecordRejected problem) {
    LOG.debug(
        "rejected kind={} sourceKey={} code={}", object.kind(), object.sourceKey(), problem.code());
    loading.ledger().rejected(object, problem);
    loading.counts().add(object.kind(), Outcome.REJECTED);
  }
}
