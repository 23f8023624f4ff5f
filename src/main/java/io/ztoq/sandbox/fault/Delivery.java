package io.ztoq.sandbox.fault;

import io.ztoq.sandbox.wire.Reply;

/**
 * How an answer goes over the wire.
 *
 * @param delayMillis before the first byte
 * @param bodyMillis until the body is whole, for {@link Manner#SLOW}
 */
public record Delivery(Reply reply, Manner manner, long delayMillis, long bodyMillis) {

  /** Ways of delivery. */
  public enum Manner {
    WHOLE,
    RESET,
    TRUNCATED,
    SLOW
  }

  public static Delivery whole(Reply reply) {
    return new Delivery(reply, Manner.WHOLE, 0, 0);
  }

  /** The same, later. */
  public Delivery later(long millis) {
    return new Delivery(reply, manner, delayMillis + millis, bodyMillis);
  }
}
