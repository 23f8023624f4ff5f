package io.ztoq.call;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One request for a door ({@code direct:call-zephyr} or {@code direct:call-qtest}).
 *
 * @param method GET, POST, PUT or DELETE
 * @param path below the base URL, starts with {@code /}; ids in it are already encoded
 * @param template the same path with names instead of ids, e.g. {@code /testcases/{key}/teststeps}; calls are
 *     counted by it
 * @param query values as they are (the door encodes them), in order; null values are left out
 * @param headers extra headers (File-Name, Accept); never authentication, the door adds that
 * @param contentType of the body, null without one
 * @param body bytes of the body, null for none or for a file
 * @param bodyFile file whose content is the body, null for none
 * @param saveTo file to stream the answer's body into, null to keep it in memory
 */
public record ApiRequest(
    String method,
    String path,
    String template,
    Map<String, String> query,
    Map<String, String> headers,
    @Nullable String contentType,
    byte @Nullable [] body,
    @Nullable Path bodyFile,
    @Nullable Path saveTo) {

  public static final String JSON = "application/json";

  public ApiRequest {
    query = new LinkedHashMap<>(query);
    headers = new TreeMap<>(headers);
  }

  public static ApiRequest get(String path, String template) {
    return new ApiRequest("GET", path, template, Map.of(), Map.of(), null, null, null, null);
  }

  public static ApiRequest send(String method, String path, String template, String json) {
    return new ApiRequest(
        method, path, template, Map.of(), Map.of(), JSON, json.getBytes(StandardCharsets.UTF_8), null, null);
  }

  public static ApiRequest delete(String path, String template) {
    return new ApiRequest("DELETE", path, template, Map.of(), Map.of(), null, null, null, null);
  }

  /** The same request with one more query parameter; a null value leaves it out. */
  public ApiRequest with(String name, @Nullable Object value) {
    Map<String, String> more = new LinkedHashMap<>(query);
    if (value != null) {
      more.put(name, value.toString());
    }
    return new ApiRequest(method, path, template, more, headers, contentType, body, bodyFile, saveTo);
  }

  public ApiRequest withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new ApiRequest(method, path, template, query, more, contentType, body, bodyFile, saveTo);
  }

  public ApiRequest withBodyFile(Path file, String type) {
    return new ApiRequest(method, path, template, query, headers, type, null, file, saveTo);
  }

  public ApiRequest savingTo(Path file) {
    return new ApiRequest(method, path, template, query, headers, contentType, body, bodyFile, file);
  }

  /**
   * Whether the same request may be sent again without a second effect. POST is not: no API here has idempotency keys.
   * Neither is an approval, although it is a PUT: each one raises the version.
   */
  public boolean repeatable() {
    return !method.equals("POST") && !template.endsWith("/approve");
  }

  /** For messages: method and template, no ids that could be personal, no query. */
  public String name() {
    return method + " " + template;
  }
}
