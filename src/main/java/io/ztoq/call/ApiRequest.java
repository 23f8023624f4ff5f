package io.ztoq.call;

import java.net.URLEncoder;
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
 * @param path below the base URL, starts with {@code /}; ids in it are already encoded ({@link
 *     #encoded})
 * @param template the same path with names instead of ids, e.g. {@code /testcases/{key}/teststeps};
 *     calls are counted by it
 * @param query values as they are (the door encodes them), in order; null values are left out
 * @param headers extra headers (File-Name, Accept); never authentication, the door adds that
 * @param contentType of the body, null without one
 * @param body bytes of the body, empty for none or for a file
 * @param bodyFile file whose content is the body, null for none
 * @param saveTo file to stream the body of a 2xx answer into, null to keep it in memory
 * @param repeatable whether the same request may be sent again without a second effect
 * @param json whether a 2xx answer without JSON is a fault (a proxy's page, a body cut short)
 */
public record ApiRequest(
    String method,
    String path,
    String template,
    Map<String, String> query,
    Map<String, String> headers,
    @Nullable String contentType,
    byte[] body,
    @Nullable Path bodyFile,
    @Nullable Path saveTo,
    boolean repeatable,
    boolean json) {

  public static final String JSON = "application/json";

  private static final byte[] NO_BODY = new byte[0];

  private static final String ACCEPT = "Accept";
  private static final String NO_PAGES = "*/*, text/html;q=0";

  public ApiRequest {
    query = new LinkedHashMap<>(query);
    headers = new TreeMap<>(headers);
  }

  public static ApiRequest get(String path, String template) {
    return empty("GET", path, template, true, true);
  }

  /**
   * A request with a JSON body. A POST is not repeatable, since no API here has idempotency keys;
   * neither is an approval, although it is a PUT: each one raises the version.
   */
  public static ApiRequest send(String method, String path, String template, String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    boolean repeatable = !method.equals("POST") && !template.endsWith("/approve");
    return new ApiRequest(
        method, path, template, Map.of(), Map.of(), JSON, body, null, null, repeatable, true);
  }

  /** A POST without a body; {@link #withBodyFile} adds a file. */
  public static ApiRequest post(String path, String template) {
    return empty("POST", path, template, false, true);
  }

  /** The answer of a DELETE need not hold anything. */
  public static ApiRequest delete(String path, String template) {
    return empty("DELETE", path, template, true, false);
  }

  /** The same request with one more query parameter; a null value leaves it out. */
  public ApiRequest with(String name, @Nullable Object value) {
    Map<String, String> more = new LinkedHashMap<>(query);
    if (value != null) {
      more.put(name, value.toString());
    }
    return new ApiRequest(
        method,
        path,
        template,
        more,
        headers,
        contentType,
        body,
        bodyFile,
        saveTo,
        repeatable,
        json);
  }

  public ApiRequest withHeader(String name, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(name, value);
    return new ApiRequest(
        method, path, template, query, more, contentType, body, bodyFile, saveTo, repeatable, json);
  }

  public ApiRequest withBodyFile(Path file, String type) {
    return new ApiRequest(
        method, path, template, query, headers, type, NO_BODY, file, saveTo, repeatable, json);
  }

  /**
   * Streams the body of a 2xx answer, whatever its type, into {@code file}; other answers stay in
   * memory.
   */
  public ApiRequest savingTo(Path file) {
    return new ApiRequest(
        method,
        path,
        template,
        query,
        headers,
        contentType,
        body,
        bodyFile,
        file,
        repeatable,
        false);
  }

  /**
   * Any file is welcome but a HTML page: that would be a proxy's or a login page's, with status
   * 200.
   */
  public ApiRequest refusingPages() {
    return withHeader(ACCEPT, NO_PAGES);
  }

  /** Whether a 2xx answer that is a HTML page is a fault. */
  public boolean refusesPages() {
    return json || NO_PAGES.equals(headers.get(ACCEPT));
  }

  /** Treats this PUT or DELETE like a POST: never sent again while its effect is unknown. */
  public ApiRequest once() {
    return new ApiRequest(
        method, path, template, query, headers, contentType, body, bodyFile, saveTo, false, json);
  }

  /** Treats this POST like a GET, because it only reads: {@code POST /search}. */
  public ApiRequest reading() {
    return new ApiRequest(
        method, path, template, query, headers, contentType, body, bodyFile, saveTo, true, json);
  }

  /** Accepts any 2xx answer, also an empty one or one that is not JSON. */
  public ApiRequest acceptingAnything() {
    return new ApiRequest(
        method,
        path,
        template,
        query,
        headers,
        contentType,
        body,
        bodyFile,
        saveTo,
        repeatable,
        false);
  }

  /** Whether the same request may be sent again without a second effect. */
  @Override
  public boolean repeatable() {
    return repeatable;
  }

  /** For messages: method and template, no ids that could be personal, no query. */
  public String name() {
    return method + " " + template;
  }

  /** {@code value} for a place in {@link #path} or in a query, UTF-8 and percent-encoded. */
  public static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
  }

  /** A request without a body. */
  public static ApiRequest empty(
      String method, String path, String template, boolean repeatable, boolean json) {
    return new ApiRequest(
        method, path, template, Map.of(), Map.of(), null, NO_BODY, null, null, repeatable, json);
  }
}
