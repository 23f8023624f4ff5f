package io.ztoq.sandbox.fault;

/**
 * What goes wrong with one request. "Before" means that the request had no effect, "after" that it
 * had.
 */
public enum FaultKind {
  /** The effect happens, then the connection is reset without an answer. */
  LOST_RESPONSE(true, 0),
  /** The connection is reset before anything happens. */
  RESET_BEFORE(false, 0),
  /** An error before the effect; value: the status. A 502 to 504 comes as HTML of a proxy. */
  ERROR_BEFORE(false, 500),
  /** An error although the effect happened; value: the status. */
  ERROR_AFTER(true, 500),
  /** 429 without effect; value: seconds of Retry-After, 0 as it is, negative for no header. */
  TOO_MANY_REQUESTS(false, 1),
  /** The effect happens at once, the answer comes late; value: milliseconds. */
  DELAY(true, 500),
  /** The effect happens, the body drips; value: milliseconds until it is whole. */
  SLOW_BODY(true, 500),
  /** The effect happens, Content-Length promises more than comes. */
  TRUNCATED_BODY(true, 0),
  /** 200 with an HTML page of a proxy, no effect. */
  HTML_200(false, 0),
  /** 401 without effect; tokens that can expire do. */
  EXPIRED_TOKEN(false, 0),
  /** 403 without effect. */
  FORBIDDEN(false, 0),
  /** 429 with x-ratelimit-remaining-month: 0, without effect. */
  EXHAUSTED_MONTH(false, 0);

  private final boolean after;
  private final long usual;

  FaultKind(boolean after, long usual) {
    this.after = after;
    this.usual = usual;
  }

  /** Whether the request takes effect. */
  public boolean after() {
    return after;
  }

  /** The value where none is given. */
  public long usual() {
    return usual;
  }
}
