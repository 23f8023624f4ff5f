package io.ztoq.call;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads an answer to its end, into memory or into a file. */
final class AnswerReader {

  /** Error bodies are for messages only. */
  private static final int LONGEST_ERROR = 1 << 20;

  private final RemoteSystem system;

  AnswerReader(RemoteSystem system) {
    this.system = system;
  }

  /**
   * @throws IOException when the body of a 2xx answer does not arrive whole
   * @throws RunStopped when the file cannot be written
   */
  ApiAnswer read(Call call, int status, Map<String, String> headers, @Nullable InputStream body)
      throws IOException {
    InputStream in = body == null ? InputStream.nullInputStream() : body;
    boolean ok = status >= 200 && status < 300;
    Path file = call.request().saveTo();
    if (ok && file != null) {
      long length = save(in, file);
      call.received(status, length);
      return new ApiAnswer(status, headers, new byte[0], file, null);
    }
    byte[] bytes = ok ? in.readAllBytes() : beginning(in);
    call.received(status, bytes.length);
    return new ApiAnswer(status, headers, bytes, null, null);
  }

  /** The status has already said what counts, so a body cut short does not matter here. */
  private static byte[] beginning(InputStream in) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    try {
      for (int n = in.read(buffer); n >= 0 && bytes.size() < LONGEST_ERROR; n = in.read(buffer)) {
        bytes.write(buffer, 0, n);
      }
    } catch (IOException cutShort) {
      return bytes.toByteArray();
    }
    return bytes.toByteArray();
  }

  private long save(InputStream in, Path file) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long length = 0;
    try (OutputStream out = open(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        write(out, buffer, n, file);
        length += n;
      }
    } catch (IOException cutShort) {
      Files.deleteIfExists(file);
      throw cutShort;
    }
    return length;
  }

  private OutputStream open(Path file) {
    try {
      return Files.newOutputStream(file);
    } catch (IOException problem) {
      throw cannotWrite(file, problem);
    }
  }

  private void write(OutputStream out, byte[] buffer, int length, Path file) {
    try {
      out.write(buffer, 0, length);
    } catch (IOException problem) {
      throw cannotWrite(file, problem);
    }
  }

  private RunStopped cannotWrite(Path file, IOException problem) {
    return new RunStopped(
        ExitCode.UNREACHABLE,
        system.code(507),
        "cannot write the download to %s: %s; free some space there and run the same command again"
            .formatted(file, problem.getMessage()),
        problem);
  }
}
