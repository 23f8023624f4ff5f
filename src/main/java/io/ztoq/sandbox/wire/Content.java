package io.ztoq.sandbox.wire;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.function.Supplier;

/**
 * Bytes of a body that can be read several times and need not be in memory.
 *
 * @param length in bytes
 * @param opener gives a new stream of exactly {@code length} bytes
 */
public record Content(long length, Supplier<InputStream> opener) {

  public static Content of(byte[] bytes) {
    return new Content(bytes.length, () -> new ByteArrayInputStream(bytes));
  }

  public InputStream open() {
    return opener.get();
  }
}
