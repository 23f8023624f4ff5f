package io.ztoq.call;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a door hands back: a final answer of the remote system, or the news that the answer was
 * lost.
 *
 * <p>The door has already dealt with everything that may be tried again (429, expired token,
 * transient errors of repeatable requests). A request that is not {@linkplain
 * ApiRequest#repeatable() repeatable} and whose answer did not arrive whole comes back as
 * {@linkplain #lost() lost}: it may or may not have had its effect.
 */
public final class ApiAnswer {

  /** Numbers keep their digits (1.10 stays 1.10). */
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;
  private final @Nullable Path file;
  private final @Nullable String lostBecause;
  private @Nullable JsonNode json;
  private boolean isRead;

  /**
   * @param status HTTP status, 0 when lost
   * @param headers answer headers by lower-case name
   * @param body whole body, empty when it was saved to a file
   * @param file where the body was streamed to, null when it is in memory
   * @param lostBecause why the answer is missing, null for an answer
   */
  public ApiAnswer(
      int status,
      Map<String, String> headers,
      byte[] body,
      @Nullable Path file,
      @Nullable String lostBecause) {
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.file = file;
    this.lostBecause = lostBecause;
  }

  public static ApiAnswer lost(String because) {
    return new ApiAnswer(0, Map.of(), new byte[0], null, because);
  }

  public int status() {
    return status;
  }

  public byte[] body() {
    return body;
  }

  public @Nullable Path file() {
    return file;
  }

  public @Nullable String lostBecause() {
    return lostBecause;
  }

  public boolean lost() {
    return lostBecause != null;
  }

  public boolean ok() {
    return status >= 200 && status < 300;
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /**
   * The body when it is exactly one JSON value to its end, else null. Read once, so that looking
   * whether it is whole and using it is one piece of work; not to be changed.
   */
  public @Nullable JsonNode json() {
    if (!isRead) {
      json = read(body);
      isRead = true;
    }
    return json;
  }

  private static @Nullable JsonNode read(byte[] body) {
    try {
      JsonNode node = MAPPER.readTree(body);
      return node.isMissingNode() ? null : node;
    } catch (JacksonException broken) {
      return null;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  public @Nullable String header(String name) {
    return headers.get(name.toLowerCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return lost() ? "lost: " + lostBecause : "status " + status + ", " + body.length + " bytes";
  }
}
