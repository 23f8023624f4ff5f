package io.ztoq.call;

import java.io.IOException;
import org.apache.camel.ExchangeException;
import org.apache.camel.Handler;
import org.apache.camel.Variable;

/** Decides what it means that no whole answer came: another attempt, or news for the flow. */
public final class JudgeLossStep {

  private final DoorRules rules;

  JudgeLossStep(DoorRules rules) {
    this.rules = rules;
  }

  /** @throws io.ztoq.failure.TransientFailure when the request may be sent again */
  @Handler
  public ApiAnswer judge(@Variable("apiCall") Call call, @ExchangeException IOException why) {
    call.received(0, call.receivedBytes());
    return rules.judgeLoss(call, why);
  }
}
