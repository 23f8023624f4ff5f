package io.ztoq.app;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

import io.ztoq.call.ApiAnswer;
import io.ztoq.call.ApiRequest;
import io.ztoq.fixture.DoorFixture;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What goes over the wire, and what a flow gets back, when nothing goes wrong. */
class DoorTest extends DoorFixture {

  @Test
  void sendsExactlyTheRequestAndNothingElse() {
    server.stubFor(get(anyUrl()).willReturn(okJson("{\"values\": []}")));

    ApiAnswer answer = zephyr().call(ApiRequest.get("/testcases", "/testcases").with("a b", "c&d=e+f{{x}}ü*"));

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
}
