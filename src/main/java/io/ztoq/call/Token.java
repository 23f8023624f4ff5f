package io.ztoq.call;

/** What authenticates us with one remote system. Thread-safe. */
public interface Token {

  /**
   * Value of the Authorization header.
   *
   * @throws io.ztoq.failure.RunStopped when the remote system refuses to give one
   * @throws io.ztoq.failure.TransientFailure when it could not be asked
   */
  String authorization();

  /**
   * Replaces a refused token, once for all threads that saw it refused.
   *
   * @return false when this kind of token cannot be replaced
   */
  boolean renew(String refused);

  /** For messages: the settings a user should look at. */
  String whereFrom();
}
