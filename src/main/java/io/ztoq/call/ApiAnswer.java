package io.ztoq.call;

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
 *
 * @param status HTTP status, 0 when lost
 * @param headers answer headers by lower-case name
 * @param body whole body, empty when it was saved to a file
 * @param file where the body was streamed to, null when it is in memory
 * @param lostBecause why the answer is missing, null for an answer
 */
public record ApiAnswer(
    int status,
    Map<String, String> headers,
    byte[] body,
    @Nullable Path file,
    @Nullable String lostBecause) {

  public static ApiAnswer lost(String because) {
    return new ApiAnswer(0, Map.of(), new byte[0], null, because);
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

  public @Nullable String header(String name) {
    return headers.get(name.toLowerCase(Locale.ROOT));
  }
}
