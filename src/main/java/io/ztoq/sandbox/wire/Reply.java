package io.ztoq.sandbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One answer.
 *
 * @param headers without Content-Length, which the server adds
 * @param content of the body, possibly empty
 */
public record Reply(int status, Map<String, String> headers, Content content) {

  public Reply {
    headers = Map.copyOf(headers);
  }

  public static Reply json(int status, JsonNode tree) {
    return new Reply(
        status,
        Map.of("Content-Type", "application/json;charset=UTF-8"),
        Content.of(Json.bytes(tree)));
  }

  public static Reply ok(JsonNode tree) {
    return json(200, tree);
  }

  public static Reply html(int status, String title) {
    String page =
        "<html><head><title>" + title + "</title></head><body><h1>" + title + "</h1></body></html>";
    return new Reply(
        status,
        Map.of("Content-Type", "text/html"),
        Content.of(page.getBytes(StandardCharsets.UTF_8)));
  }

  public static Reply file(String contentType, Content content) {
    return new Reply(200, Map.of("Content-Type", contentType), content);
  }

  public static Reply empty(int status) {
    return new Reply(status, Map.of(), Content.of(new byte[0]));
  }

  /** The same answer with one more header. */
  public Reply with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Reply(status, more, content);
  }
}
