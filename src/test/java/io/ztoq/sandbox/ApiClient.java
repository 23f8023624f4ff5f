package io.ztoq.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/**
 * A bare client of a sandbox, without any of ztoq's code, so that both cannot be wrong in the same
 * way.
 */
final class ApiClient {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Sandbox sandbox;

  ApiClient(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  /** An answer read whole. */
  record Answer(int status, java.net.http.HttpHeaders headers, byte[] body) {

    JsonNode json() throws IOException {
      return MAPPER.readTree(body);
    }

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    /** Message of an error, wherever it stands. */
    String message() throws IOException {
      return json().path("message").asText(json().path("error").asText());
    }

    long id() throws IOException {
      return json().get("id").asLong();
    }
  }

  /** GET below /v2 with the right token. */
  Answer zephyr(String path) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(sandbox.zephyrUrl() + path))
            .header("Authorization", "Bearer " + sandbox.zephyrToken()));
  }

  /**
   * A call below the qTest project with the right token; {@code json} with single for double
   * quotes.
   */
  Answer qtest(String method, String path, String... json)
      throws IOException, InterruptedException {
    String body = json.length == 0 ? "" : json[0].replace('\'', '"');
    return send(
        HttpRequest.newBuilder(project(path))
            .header("Authorization", "bearer " + sandbox.qtestToken())
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body)));
  }

  URI project(String path) {
    return URI.create(sandbox.qtestUrl() + "/api/v3/projects/" + sandbox.qtestProjectId() + path);
  }

  Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<byte[]> response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
    return new Answer(response.statusCode(), response.headers(), response.body());
  }
}
