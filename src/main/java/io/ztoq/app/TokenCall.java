package io.ztoq.app;

import io.ztoq.call.ApiAnswer;
import io.ztoq.call.CallCounts;
import io.ztoq.call.LoginToken;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Asks qTest for a token. Beside the door, because the door waits for it. */
final class TokenCall implements LoginToken.TokenEndpoint {

  private static final String PATH = "/oauth/token";

  private final URI address;
  private final Duration timeout;
  private final String userAgent;
  private final CallCounts counts;
  private final HttpClient client;

  TokenCall(URI baseUrl, Duration connect, Duration timeout, String version, CallCounts counts) {
    this.address = URI.create(baseUrl + PATH);
    this.timeout = timeout;
    this.userAgent = "ztoq/" + version;
    this.counts = counts;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(connect)
            .build();
  }

  @Override
  public ApiAnswer post(String form, String basic) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(timeout)
            .header("Authorization", basic)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "application/json")
            .header("User-Agent", userAgent)
            .POST(BodyPublishers.ofString(form))
            .build();
    long began = System.nanoTime();
    int status = 0;
    int received = 0;
    try {
      HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
      status = answer.statusCode();
      received = answer.body().length;
      return new ApiAnswer(status, headers(answer), answer.body(), null, null);
    } catch (InterruptedException stop) {
      throw new InterruptedIOException("stopped");
    } finally {
      long millis = (System.nanoTime() - began) / 1_000_000;
      counts.add(
          new CallCounts.Kind("qtest", "POST " + PATH, status), form.length(), received, millis);
    }
  }

  private static Map<String, String> headers(HttpResponse<?> answer) {
    Map<String, String> headers = new TreeMap<>();
    answer
        .headers()
        .map()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    return headers;
  }
}
