package io.ztoq.flow.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/**
 * One remote system over plain HTTP; reads only. Tests switch faults off before they let the oracle
 * look.
 */
final class Remote {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ATTEMPTS = 4;

  private final String base;
  private final String authorization;

  /**
   * @param base address without a slash at its end
   */
  Remote(String base, String authorization) {
    this.base = base;
    this.authorization = authorization;
  }

  /** The JSON of a path that must be there. */
  JsonNode json(String path) {
    HttpResponse<byte[]> answer = get(path);
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(
          "the oracle cannot read "
              + path
              + ": "
              + answer.statusCode()
              + " "
              + new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8));
    }
    return parse(answer);
  }

  HttpResponse<byte[]> get(String path) {
    IOException last = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        return CLIENT.send(request(path), BodyHandlers.ofByteArray());
      } catch (IOException problem) {
        last = problem;
      } catch (InterruptedException problem) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(problem);
      }
    }
    throw new UncheckedIOException(last);
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .header("Authorization", authorization)
        .timeout(Duration.ofSeconds(30))
        .build();
  }

  static JsonNode parse(HttpResponse<byte[]> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException problem) {
      throw new IllegalStateException(problem);
    }
  }
}
