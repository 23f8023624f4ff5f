package io.ztoq.app;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.ztoq.call.ApiAnswer;
import io.ztoq.call.ApiRequest;
import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.fixture.DoorFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes over the wire, and what a flow gets back, when nothing goes wrong. */
class DoorTest extends DoorFixture {

  @TempDir Path folder;

  @Test
  void sendsExactlyTheRequestAndNothingElse() {
    server.stubFor(any(anyUrl()).willReturn(okJson("{\"values\": []}")));

    ApiAnswer answer =
        zephyr().call(ApiRequest.get("/testcases", "/testcases").with("a b", "c&d=e+f{{x}}ü*"));

    assertThat(answer.text()).isEqualTo("{\"values\": []}");
    assertThat(urls()).containsExactly("/v2/testcases?a%20b=c%26d%3De%2Bf%7B%7Bx%7D%7D%C3%BC%2A");
    assertThat(headers(0))
        .isEqualTo(
            Map.of(
                "Accept", "application/json",
                "Accept-Encoding", "gzip, x-gzip, deflate",
                "Authorization", "Bearer zephyr-t0ken",
                "Connection", "keep-alive",
                "Host", "localhost:" + server.port(),
                "User-Agent", "ztoq/test"));
  }

  @Test
  void keepsEncodedIdsInThePathAsTheyAre() {
    server.stubFor(any(anyUrl()).willReturn(okJson("{}")));

    zephyr().call(ApiRequest.get("/folders/" + ApiRequest.encoded("a/b ü%"), "/folders/{id}"));

    assertThat(urls()).containsExactly("/v2/folders/a%2Fb%20%C3%BC%25");
  }

  @Test
  void leavesNothingOfOneRequestInTheNext() {
    server.stubFor(
        any(anyUrl()).willReturn(okJson("{\"id\": 1}").withHeader("X-Their-Header", "x")));

    var door = qtest("qtest.bearer-token", "q");
    door.call(
        ApiRequest.send("POST", "/api/v3/a", "/a", "{\"name\": \"ü\"}")
            .withHeader("File-Name", "a.png"));
    door.call(ApiRequest.get("/api/v3/b", "/b"));

    assertThat(headers(0))
        .containsEntry("File-Name", "a.png")
        .containsEntry("Content-Type", "application/json");
    assertThat(headers(1))
        .containsOnlyKeys(
            "Accept", "Accept-Encoding", "Authorization", "Connection", "Host", "User-Agent");
    assertThat(requests().get(0).getBodyAsString()).isEqualTo("{\"name\": \"ü\"}");
    assertThat(requests().get(1).getBodyAsString()).isEmpty();
  }

  @Test
  void givesAnswerHeadersByLowerCaseNameAnd4xxAsAnswers() {
    server.stubFor(
        any(anyUrl())
            .willReturn(
                aResponse().withStatus(422).withHeader("X-Item-Total", "7").withBody("no steps")));

    ApiAnswer answer =
        zephyr().call(ApiRequest.get("/testcases/PAY-T1/teststeps", "/testcases/{key}/teststeps"));

    assertThat(answer.ok()).isFalse();
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.header("X-ITEM-TOTAL")).isEqualTo("7");
    assertThat(requests()).hasSize(1);
  }

  @Test
  void streamsFilesBothWays() throws Exception {
    byte[] content =
        "not json, 1234567890".repeat(10_000).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    server.stubFor(any(anyUrl()).willReturn(aResponse().withBody(content)));
    Path up = Files.write(folder.resolve("up"), content);
    Path down = folder.resolve("down");

    ApiAnswer answer =
        zephyr()
            .call(ApiRequest.post("/files", "/files").withBodyFile(up, "image/png").savingTo(down));

    assertThat(answer.ok()).isTrue();
    assertThat(answer.file()).isEqualTo(down);
    assertThat(Files.readAllBytes(down)).isEqualTo(content);
    assertThat(requests().get(0).getBody()).isEqualTo(content);
    assertThat(headers(0))
        .containsEntry("Content-Type", "image/png")
        .containsEntry("Content-Length", String.valueOf(content.length))
        .containsEntry("Accept-Encoding", "identity");
  }

  @Test
  void followsARedirectOfADownloadWithoutTakingTheTokenToAnotherHost() throws Exception {
    WireMockServer storage =
        new WireMockServer(WireMockConfiguration.wireMockConfig().dynamicPort());
    storage.start();
    storage.stubFor(any(urlPathEqualTo("/bucket")).willReturn(aResponse().withBody("bytes")));
    server.stubFor(
        any(anyUrl()).willReturn(temporaryRedirect(storage.baseUrl() + "/bucket?sig=a%2Fb")));
    Path down = folder.resolve("down");

    zephyr().call(ApiRequest.get("/a/1", "/a/{id}").savingTo(down));

    assertThat(Files.readString(down)).isEqualTo("bytes");
    var seen = storage.getAllServeEvents().get(0).getRequest();
    storage.stop();
    assertThat(seen.getUrl()).isEqualTo("/bucket?sig=a%2Fb");
    assertThat(seen.containsHeader("Authorization")).isFalse();
  }

  @Test
  void stopsTheRunWhenAWriteIsRedirected() {
    server.stubFor(any(anyUrl()).willReturn(temporaryRedirect("https://elsewhere.example/x")));

    var door = qtest("qtest.bearer-token", "q");

    assertThatThrownBy(() -> door.call(ApiRequest.send("POST", "/a", "/a", "{}")))
        .isInstanceOfSatisfying(
            RunStopped.class, stop -> assertThat(stop.exitCode()).isEqualTo(ExitCode.UNREACHABLE))
        .hasMessageContaining("https://elsewhere.example")
        .hasMessageContaining("qtest.base-url");
  }

  @Test
  void countsEveryAttempt() {
    server.stubFor(any(anyUrl()).willReturn(okJson("{\"a\": 1}")));

    var door = qtest("qtest.bearer-token", "q");
    door.call(ApiRequest.send("PUT", "/a/1", "/a/{id}", "{}"));
    door.call(ApiRequest.send("PUT", "/a/2", "/a/{id}", "{}"));

    var sum = beans.counts().drain().get(0);
    assertThat(sum.kind().toString())
        .isEqualTo("Kind[system=qtest, request=PUT /a/{id}, status=200]");
    assertThat(sum.calls()).isEqualTo(2);
    assertThat(sum.sentBytes()).isEqualTo(4);
    assertThat(sum.receivedBytes()).isEqualTo(16);
  }
}
