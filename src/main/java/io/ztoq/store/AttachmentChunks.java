package io.ztoq.store;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Reads stored file contents chunk by chunk, so that memory does not grow with the file. */
public final class AttachmentChunks {

  private final Store store;

  public AttachmentChunks(Store store) {
    this.store = store;
  }

  /**
   * Copies a content.
   *
   * @return number of bytes, 0 when the store has no such content
   * @throws IOException when {@code out} takes no more
   */
  public long copy(String sha256, OutputStream out) throws IOException {
    long bytes = 0;
    for (int seq = 0; ; seq++) {
      Optional<byte[]> chunk = chunk(sha256, seq);
      if (chunk.isEmpty()) {
        return bytes;
      }
      out.write(chunk.get());
      bytes += chunk.get().length;
    }
  }

  private Optional<byte[]> chunk(String sha256, int seq) {
    return store.read(
        session ->
            session.first(
                "SELECT data FROM attachment_chunk WHERE sha256 = ? AND seq = ?",
                row -> {
                  byte[] data = row.bytes("data");
                  return data == null ? new byte[0] : data;
                },
                sha256,
                seq));
  }
}
