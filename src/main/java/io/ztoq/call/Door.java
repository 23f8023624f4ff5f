package io.ztoq.call;

/**
 * The only way out to one remote system, for code that needs an answer in the middle of its work
 * (looking for an object in doubt, reading pages). In production it is the Camel route {@code
 * direct:call-zephyr} or {@code direct:call-qtest}; in tests a function.
 */
@FunctionalInterface
public interface Door {

  /**
   * @throws io.ztoq.failure.TransientFailure when a repeatable request failed on every attempt
   * @throws io.ztoq.failure.RunStopped when nothing further can succeed (token refused, budget
   *     reserve reached)
   */
  ApiAnswer call(ApiRequest request);
}
