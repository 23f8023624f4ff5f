package io.ztoq.failure;

/** This one record cannot go on as it is; it is written down and the rest go on (exit code 1). */
public final class RecordRejected extends Failure {

  private static final long serialVersionUID = 1L;

  public RecordRejected(String code, String message) {
    super(code, message, null);
  }

  public RecordRejected(String code, String message, Throwable cause) {
    super(code, message, cause);
  }
}
