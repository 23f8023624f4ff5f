package io.ztoq.app;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.ztoq.call.ApiRequest;
import io.ztoq.call.Door;
import io.ztoq.failure.ExitCode;
import io.ztoq.failure.Failure;
import io.ztoq.failure.RunStopped;
import io.ztoq.fixture.DoorFixture;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Getting, using, replacing and losing tokens. */
class DoorTokenTest extends DoorFixture {

  private static final String[] LOGIN = {
    "qtest.username", "ann@example.org", "qtest.password", "p&ss=ü", "qtest.site-name", "acme"
  };
  private static final ApiRequest WRITE = ApiRequest.send("POST", "/api/v3/x", "/x", "{}");

  @BeforeEach
  void refuseEverythingElse() {
    server.stubFor(
        any(anyUrl())
            .atPriority(9)
            .willReturn(aResponse().withStatus(401).withBody("{\"error\": \"bad\"}")));
  }

  @Test
  void logsInWithTheSiteNameAndAForm() {
    grant("password", "first");
    accept("first");

    Door door = qtest(LOGIN);
    door.call(WRITE);

    LoggedRequest login = tokenRequests().get(0);
    assertThat(login.getBodyAsString())
        .isEqualTo("grant_type=password&password=p%26ss%3D%C3%BC&username=ann%40example.org");
    assertThat(login.getHeader("Authorization")).isEqualTo("Basic " + base64("acme:"));
    assertThat(login.getHeader("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
    assertThat(requests()).hasSize(2);
  }

  @Test
  void refreshesOnceForSeveralThreadsAndSendsThePostAgain() {
    grant("password", "first");
    grant("refresh_token", "second");
    accept("second");
    Door door = qtest(LOGIN);

    long ok = IntStream.range(0, 8).parallel().filter(i -> door.call(WRITE).ok()).count();

    assertThat(ok).isEqualTo(8);
    assertThat(tokenRequests()).hasSize(2);
    assertThat(tokenRequests().get(1).getBodyAsString())
        .isEqualTo("grant_type=refresh_token&refresh_token=r-first");
  }

  @Test
  void logsInAgainWhenTheRefreshIsRefused() {
    grant("password", "first");
    Door door = qtest(LOGIN);
    accept("first");
    door.call(WRITE);
    server.resetAll();
    refuseEverythingElse();
    grant("password", "second");
    accept("second");

    assertThat(door.call(WRITE).ok()).isTrue();
    assertThat(tokenRequests()).hasSize(2);
  }

  @Test
  void stopsWhenEvenTheNewTokenIsRefused() {
    grant("password", "first");
    grant("refresh_token", "second");
    Door door = qtest(LOGIN);

    Throwable stop = catchThrowable(() -> door.call(WRITE));

    assertThat(stop)
        .isInstanceOfSatisfying(
            RunStopped.class, s -> assertThat(s.exitCode()).isEqualTo(ExitCode.UNREACHABLE));
    assertThat(((Failure) stop).code()).isEqualTo("QTS-401");
  }

  @Test
  void replacesATokenThatRanOutBeforeItsFirstUse() {
    grant("password", "first");
    server.stubFor(
        post(urlPathEqualTo("/oauth/token"))
            .withRequestBody(containing("refresh_token=r-first"))
            .willReturn(okJson("{\"access_token\": \"second\", \"refresh_token\": \"r-2\"}")));
    server.stubFor(
        post(urlPathEqualTo("/oauth/token"))
            .withRequestBody(containing("refresh_token=r-2"))
            .willReturn(okJson("{\"access_token\": \"third\"}")));
    accept("third");

    assertThat(qtest(LOGIN).call(WRITE).ok()).isTrue();
    assertThat(tokenRequests()).hasSize(3);
  }

  @Test
  void asksAgainWhenTheAnswerWithTheTokenIsCutShortOrAPage() {
    grant("password", "first");
    accept("first");
    String[] broken = {"{\"access_token\": \"fir", "<html>busy</html>"};
    for (int i = 0; i < broken.length; i++) {
      server.stubFor(
          post(urlPathEqualTo("/oauth/token"))
              .inScenario("broken")
              .whenScenarioStateIs(i == 0 ? Scenario.STARTED : "" + i)
              .willSetStateTo("" + (i + 1))
              .willReturn(aResponse().withBody(broken[i])));
    }

    assertThat(qtest(LOGIN).call(WRITE).ok()).isTrue();
  }

  @Test
  void stopsWhenQTestAsksToWaitVeryLongForAToken() {
    server.stubFor(
        post(urlPathEqualTo("/oauth/token"))
            .willReturn(aResponse().withStatus(429).withHeader("Retry-After", "86400")));

    Throwable stop = catchThrowable(() -> qtest(LOGIN).call(WRITE));

    assertThat(stop)
        .isInstanceOfSatisfying(
            RunStopped.class, s -> assertThat(s.exitCode()).isEqualTo(ExitCode.STOPPED));
  }

  @Test
  void namesTheSettingsWhenTheLoginIsRefused() {
    Door door = qtest(LOGIN);

    Throwable stop = catchThrowable(() -> door.call(WRITE));

    assertThat(((Failure) stop).code()).isEqualTo("QTS-402");
    assertThat(stop)
        .hasMessageContaining("qtest.username")
        .hasMessageContaining("bad")
        .hasMessageNotContaining("p&ss");
  }

  @Test
  void namesTheSettingWhenAFixedTokenIsRefused() {
    Throwable zephyr = catchThrowable(() -> zephyr().call(ApiRequest.get("/x", "/x")));

    assertThat(zephyr)
        .isInstanceOf(RunStopped.class)
        .hasMessageContaining("zephyr.api-token")
        .hasMessageContaining("ZEPHYR_API_TOKEN");
    assertThat(requests()).hasSize(1);
  }

  @Test
  void saysWhatToGiveWhenThereIsNoWayToLogIn() {
    Throwable stop = catchThrowable(() -> qtest().call(WRITE));

    assertThat(stop)
        .isInstanceOfSatisfying(
            RunStopped.class, s -> assertThat(s.exitCode()).isEqualTo(ExitCode.USAGE));
    assertThat(stop).hasMessageContaining("QTEST_BEARER_TOKEN");
    assertThat(requests()).isEmpty();
  }

  private void grant(String type, String token) {
    server.stubFor(
        post(urlPathEqualTo("/oauth/token"))
            .withRequestBody(containing("grant_type=" + type))
            .willReturn(
                okJson(
                    "{\"access_token\": \"%s\", \"refresh_token\": \"r-%s\"}"
                        .formatted(token, token))));
  }

  private void accept(String token) {
    server.stubFor(
        any(anyUrl())
            .withHeader("Authorization", equalTo("Bearer " + token))
            .willReturn(okJson("{}")));
  }

  private List<LoggedRequest> tokenRequests() {
    return requests().stream().filter(request -> request.getUrl().equals("/oauth/token")).toList();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
