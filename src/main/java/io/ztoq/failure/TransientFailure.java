package io.ztoq.failure;

import org.jspecify.annotations.Nullable;

/**
 * The same call may succeed later; redelivered with back-off, in the end the run stops (exit code
 * 3).
 */
public final class TransientFailure extends Failure {

  private static final long serialVersionUID = 1L;

  public TransientFailure(String code, String message) {
    super(code, message, null);
  }

  public TransientFailure(String code, String message, @Nullable Throwable cause) {
    super(code, message, cause);
  }
}
