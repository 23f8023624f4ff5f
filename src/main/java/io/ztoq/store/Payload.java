package io.ztoq.store;

/**
 * A body as it came, hashed by whoever read it and not by the one thread that writes.
 *
 * @param sha256 lower-case hex of the UTF-8 bytes of {@code text}
 */
public record Payload(String text, String sha256) {

  public static Payload of(String text) {
    return new Payload(text, Json.sha256(text));
  }
}
