package io.ztoq.sandbox.wire;

/** Answers the calls of one route. */
@FunctionalInterface
public interface Handler {

  /**
   * @throws Refusal when the call breaks a rule
   */
  Reply answer(Call call);
}
