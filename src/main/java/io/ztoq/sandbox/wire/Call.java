package io.ztoq.sandbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One request as a simulator sees it: decoded path and query, headers by name, the body read once.
 */
public final class Call {

  private final String method;
  private final String path;
  private final Map<String, String> query;
  private final UnaryOperator<@Nullable String> headers;
  private final byte[] body;
  private final Set<String> read = new TreeSet<>();
  private Map<String, String> variables = Map.of();
  private @Nullable JsonNode json;

  /**
   * @param url path and query as sent, percent-encoded
   * @param headers value of a header by its name in any case, null when it was not sent
   */
  public Call(String method, String url, UnaryOperator<@Nullable String> headers, byte[] body) {
    int mark = url.indexOf('?');
    this.method = method;
    this.path = mark < 0 ? url : url.substring(0, mark);
    this.query = mark < 0 ? Map.of() : pairs(url.substring(mark + 1));
    this.headers = headers;
    this.body = body;
  }

  /** Pairs of a query or of a form body; a repeated name keeps all values, joined by commas. */
  public static Map<String, String> pairs(String text) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String pair : text.split("&", -1)) {
      if (!pair.isEmpty()) {
        int sign = pair.indexOf('=');
        String name = decoded(sign < 0 ? pair : pair.substring(0, sign));
        String value = sign < 0 ? "" : decoded(pair.substring(sign + 1));
        pairs.merge(name, value, (first, next) -> first + "," + next);
      }
    }
    return Collections.unmodifiableMap(pairs);
  }

  static String decoded(String text) {
    if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
      return text;
    }
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException broken) {
      return text;
    }
  }

  public String method() {
    return method;
  }

  /** Path as sent, percent-encoded, without the query. */
  public String path() {
    return path;
  }

  /** Value of a query parameter, decoded; null when it was not sent. */
  public @Nullable String query(String name) {
    read.add(name);
    return query.get(name);
  }

  /** Parameters that nobody has asked for: they have no effect. */
  public Set<String> queryWithoutEffect() {
    Set<String> left = new TreeSet<>(query.keySet());
    left.removeAll(read);
    return left;
  }

  public Set<String> queryNames() {
    return query.keySet();
  }

  /** Value of a header, null when it was not sent. */
  public @Nullable String header(String name) {
    return headers.apply(name);
  }

  public byte[] body() {
    return body;
  }

  /** Value of a variable of the route's template, decoded. */
  public String variable(String name) {
    String value = variables.get(name);
    if (value == null) {
      throw new IllegalArgumentException("route has no variable " + name);
    }
    return value;
  }

  void setVariables(Map<String, String> variables) {
    this.variables = variables;
  }

  /**
   * The body as JSON; missing for an empty one.
   *
   * @throws Refusal (400) when it is not JSON
   */
  public JsonNode json() {
    if (json == null) {
      json = parsed();
    }
    return json;
  }

  private JsonNode parsed() {
    if (body.length == 0) {
      return MissingNode.getInstance();
    }
    try {
      return Json.MAPPER.readTree(body);
    } catch (IOException unreadable) {
      throw new Refusal(Reply.json(400, Json.object().put("message", "Body is not JSON")));
    }
  }
}
