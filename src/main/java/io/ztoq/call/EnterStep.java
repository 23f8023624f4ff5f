package io.ztoq.call;

import java.net.URI;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.Handler;
import org.apache.camel.Headers;
import org.apache.camel.Variable;
import org.apache.camel.component.http.HttpMethods;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a place in the budget, then lays out the request as Camel's HTTP component wants it.
 */
public final class EnterStep {

  private final URI baseUrl;
  private final Budget budget;
  private final Token token;
  private final Patience patience;

  public EnterStep(URI baseUrl, Budget budget, Token token, Patience patience) {
    this.baseUrl = baseUrl;
    this.budget = budget;
    this.token = token;
    this.patience = patience;
  }

  /**
   * Replaces all headers; method, path, query and authentication are Camel's own or for the wire.
   *
   * @return the body to send: byte[], File or null
   */
  @Handler
  public @Nullable Object enter(
      @Variable("apiCall") Call call, @Headers Map<String, Object> headers) {
    call.prepare();
    budget.rest(patience.beforeAttempt(call.failures()));
    token.authorization(); // a login, if there must be one, before a place is taken
    budget.enter();
    call.begin(System.nanoTime());
    String authorization = token.authorization();
    call.use(authorization);
    headers.clear();
    address(call, authorization, headers);
    describe(call.request(), headers);
    ApiRequest request = call.request();
    if (request.bodyFile() != null) {
      return request.bodyFile().toFile();
    }
    return request.body().length == 0 ? null : request.body();
  }

  private void address(Call call, String authorization, Map<String, Object> headers) {
    URI elsewhere = call.elsewhere();
    headers.put(
        "CamelHttpMethod",
        HttpMethods.valueOf(call.request().method())); // a text costs a conversion
    if (elsewhere == null) {
      headers.put("CamelHttpPath", call.request().path());
      headers.put("CamelHttpQuery", query(call.request()));
    } else {
      headers.put("CamelHttpUri", elsewhere.toString());
    }
    if (elsewhere == null || baseUrl.getAuthority().equals(elsewhere.getAuthority())) {
      headers.put("Authorization", authorization);
    }
  }

  private static void describe(ApiRequest request, Map<String, Object> headers) {
    headers.put("Accept", request.saveTo() == null ? ApiRequest.JSON : "*/*");
    if (request.saveTo() != null) {
      headers.put(
          "Accept-Encoding", "identity"); // or its length could not be compared with Content-Length
    }
    if (request.contentType() != null) {
      headers.put("Content-Type", request.contentType());
    }
    headers.putAll(request.headers());
  }

  private static @Nullable String query(ApiRequest request) {
    if (request.query().isEmpty()) {
      return null;
    }
    return request.query().entrySet().stream()
        .map(
            entry ->
                ApiRequest.encoded(entry.getKey()) + "=" + ApiRequest.encoded(entry.getValue()))
        .collect(Collectors.joining("&"));
  }
}
