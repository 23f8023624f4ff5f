package io.ztoq.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Contents of files, once per SHA-256, in rows of at most 1 MB: memory stays constant whatever
 * their size. A content counts from the moment its last row is written; what a killed run left of
 * one is written over.
 */
public final class AttachmentContents {

  private static final int CHUNK = 1 << 20;

  private final Store store;
  private final Clock clock;

  public AttachmentContents(Store store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Stores a file unless the store has its content already.
   *
   * @return lower-case hex digest
   */
  public String add(Path file) {
    String sha256 = digest(file);
    if (!has(sha256)) {
      write(file, sha256);
    }
    return sha256;
  }

  public boolean has(String sha256) {
    return store.read(
            session ->
                session.number("SELECT count(*) FROM attachment_content WHERE sha256 = ?", sha256))
        > 0;
  }

  /**
   * Writes a content to {@code out}, chunk by chunk.
   *
   * @return number of bytes, 0 when the store has no such content
   * @throws IOException when {@code out} takes no more
   */
  public long copyTo(String sha256, OutputStream out) throws IOException {
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

  private void write(Path file, String sha256) {
    long bytes = 0;
    try (InputStream in = Files.newInputStream(file)) {
      int seq = 0;
      for (byte[] chunk = in.readNBytes(CHUNK); chunk.length > 0; chunk = in.readNBytes(CHUNK)) {
        writeChunk(sha256, seq++, chunk);
        bytes += chunk.length;
      }
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
    long size = bytes;
    store.write(
        session ->
            session.update(
                """
                INSERT INTO attachment_content(sha256, content_bytes, stored_at) VALUES (?, ?, ?)
                ON CONFLICT(sha256) DO NOTHING
                """,
                sha256,
                size,
                clock.instant()));
  }

  private void writeChunk(String sha256, int seq, byte[] chunk) {
    store.write(
        session ->
            session.update(
                """
                INSERT INTO attachment_chunk(sha256, seq, data) VALUES (?, ?, ?)
                ON CONFLICT(sha256, seq) DO UPDATE SET data = excluded.data
                """,
                sha256,
                seq,
                chunk));
  }

  private static String digest(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part = in.readNBytes(CHUNK); part.length > 0; part = in.readNBytes(CHUNK)) {
        digest.update(part);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
