package io.ztoq.call;

import io.ztoq.failure.Failure;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Handler;
import org.apache.camel.Variable;

/** Decides what it means that no whole answer came: another attempt, or news for the flow. */
public final class JudgeLossStep {

  private final DoorRules rules;

  JudgeLossStep(DoorRules rules) {
    this.rules = rules;
  }

  /**
   * Camel's doCatch also matches causes: a failure of ours that an IOException caused (a full disk)
   * is already judged and goes on.
   *
   * @throws io.ztoq.failure.TransientFailure when the request may be sent again
   */
  @Handler
  public ApiAnswer judge(
      @Variable("apiCall") Call call,
      @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable problem) {
    if (problem instanceof Failure judged) {
      throw judged;
    }
    call.received(0, call.receivedBytes());
    return rules.judgeLoss(call, io(problem));
  }

  private static IOException io(Throwable problem) {
    for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException io) {
        return io;
      }
    }
    return new IOException(problem);
  }
}
