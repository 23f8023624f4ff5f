package io.ztoq.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/**
 * Sends recorded requests again with nothing around them: what the server and an HTTP client alone
 * can do. Arguments: file, side, base URL, token, workers. Prints requests and milliseconds.
 */
final class BareLoop {

  private static final ObjectMapper JSON = new ObjectMapper();

  private BareLoop() {}

  public static void main(String[] args) throws Exception {
    List<HttpUriRequestBase> requests = recorded(Path.of(args[0]), args[1], args[2], args[3]);
    int workers = Integer.parseInt(args[4]);
    var connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setMaxConnPerRoute(workers)
            .setMaxConnTotal(workers)
            .build();
    try (CloseableHttpClient client =
        HttpClients.custom().setConnectionManager(connections).disableAutomaticRetries().build()) {
      long start = System.nanoTime();
      ExecutorService pool = Executors.newFixedThreadPool(workers);
      for (HttpUriRequestBase request : requests) {
        pool.execute(() -> send(client, request));
      }
      pool.shutdown();
      if (!pool.awaitTermination(1, TimeUnit.HOURS)) {
        throw new IllegalStateException("not done after an hour");
      }
      System.out.println(requests.size() + " " + (System.nanoTime() - start) / 1_000_000);
    }
    System.exit(0);
  }

  private static void send(CloseableHttpClient client, HttpUriRequestBase request) {
    try {
      client.execute(request, answer -> EntityUtils.toByteArray(answer.getEntity()));
    } catch (IOException problem) {
      System.err.println(request + ": " + problem);
    }
  }

  /** POSTs first and PUTs last: an approval changes the step ids that recorded logs speak of. */
  private static List<HttpUriRequestBase> recorded(
      Path file, String side, String base, String token) throws IOException {
    List<HttpUriRequestBase> requests = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode one = JSON.readTree(line);
      if (one.get("side").asText().equals(side)) {
        requests.add(request(one, base, token));
      }
    }
    requests.sort(
        Comparator.comparingInt(one -> List.of("POST", "GET", "PUT").indexOf(one.getMethod())));
    return requests;
  }

  private static HttpUriRequestBase request(JsonNode one, String base, String token) {
    String root = base.replaceAll("(//[^/]+).*", "$1");
    HttpUriRequestBase request =
        new HttpUriRequestBase(
            one.get("method").asText(), java.net.URI.create(root + one.get("url").asText()));
    request.setHeader("Authorization", "Bearer " + token);
    byte[] body = Base64.getDecoder().decode(one.get("body").asText());
    if (body.length > 0) {
      String type = one.get("type").asText("application/json");
      request.setEntity(new ByteArrayEntity(body, ContentType.parse(type)));
    }
    if (one.hasNonNull("name")) {
      request.setHeader("File-Name", one.get("name").asText());
    }
    return request;
  }
}
