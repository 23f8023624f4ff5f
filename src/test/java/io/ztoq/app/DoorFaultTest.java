package io.ztoq.app;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.ztoq.call.ApiAnswer;
import io.ztoq.call.ApiRequest;
import io.ztoq.call.Door;
import io.ztoq.call.RemoteSystem;
import io.ztoq.failure.Failure;
import io.ztoq.failure.TransientFailure;
import io.ztoq.fixture.DoorFixture;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each fault of a remote system means, for requests that may be repeated and for those that
 * may not.
 */
class DoorFaultTest extends DoorFixture {

  private static final ApiRequest READ = ApiRequest.get("/x", "/x");
  private static final ApiRequest WRITE = ApiRequest.send("POST", "/x", "/x", "{}");
  private static final ApiRequest APPROVE =
      ApiRequest.send("PUT", "/x/1/approve", "/x/{id}/approve", "");

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of("reset", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER), 504),
        Arguments.of("empty response", aResponse().withFault(Fault.EMPTY_RESPONSE), 504),
        Arguments.of("garbage", aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE), 504),
        Arguments.of(
            "chunk cut short",
            aResponse().withStatus(200).withFault(Fault.MALFORMED_RESPONSE_CHUNK),
            504),
        Arguments.of("time-out", okJson("{}").withFixedDelay(1300), 504),
        Arguments.of("500", aResponse().withStatus(500).withBody("{\"message\": \"oh\"}"), 500),
        Arguments.of(
            "502 page", aResponse().withStatus(502).withBody("<html><title>Bad</title>"), 500),
        Arguments.of("408", aResponse().withStatus(408), 500),
        Arguments.of(
            "HTML",
            aResponse()
                .withHeader("Content-Type", "text/html")
                .withBody("<html><title>Log in</title></html>"),
            502),
        Arguments.of("truncated JSON", okJson("{\"values\": [{\"id\": 1}, {\"i"), 506),
        Arguments.of("two JSON values", okJson("{}{}"), 506),
        Arguments.of("nothing", okJson(""), 506));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void repeatsAReadAsOftenAsTheSettingsSay(String name, ResponseDefinitionBuilder fault, int code) {
    server.stubFor(any(anyUrl()).willReturn(fault));

    Throwable failure = catchThrowable(() -> zephyr(timeout(name)).call(READ));

    assertThat(failure).isInstanceOf(TransientFailure.class);
    assertThat(((Failure) failure).code()).isEqualTo(RemoteSystem.ZEPHYR.code(code));
    assertThat(beans.state(RemoteSystem.ZEPHYR).totals().calls()).isEqualTo(3);
    assertThat(beans.state(RemoteSystem.ZEPHYR).inFlight()).isZero();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void recoversWhenARepetitionSucceeds(String name, ResponseDefinitionBuilder fault, int code) {
    server.stubFor(
        any(anyUrl())
            .inScenario("s")
            .whenScenarioStateIs(Scenario.STARTED)
            .willReturn(fault)
            .willSetStateTo("ok"));
    server.stubFor(
        any(anyUrl()).inScenario("s").whenScenarioStateIs("ok").willReturn(okJson("[1]")));

    ApiAnswer answer = zephyr(timeout(name)).call(READ);

    assertThat(answer.text()).isEqualTo("[1]");
    assertThat(beans.state(RemoteSystem.ZEPHYR).totals().calls()).isEqualTo(2);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void neverRepeatsAPostAndSaysThatItsAnswerIsLost(
      String name, ResponseDefinitionBuilder fault, int code) {
    server.stubFor(any(anyUrl()).willReturn(fault));
    Door door = qtest("qtest.bearer-token", "q", "network.timeout", timeout(name)[1]);

    ApiAnswer answer = door.call(WRITE);

    assertThat(answer.lost()).isTrue();
    assertThat(answer.lostBecause()).startsWith("qTest ");
    assertThat(beans.state(RemoteSystem.QTEST).totals().calls()).isEqualTo(1);
  }

  @Test
  void neverRepeatsAnApprovalAlthoughItIsAPut() {
    server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(500)));

    ApiAnswer answer = qtest("qtest.bearer-token", "q").call(APPROVE);

    assertThat(answer.lost()).isTrue();
    assertThat(requests()).hasSize(1);
  }

  @Test
  void repeatsASearchAlthoughItIsAPost() {
    server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(500)));

    assertThatThrownBy(() -> qtest("qtest.bearer-token", "q").call(WRITE.reading()))
        .isInstanceOf(TransientFailure.class);

    assertThat(requests()).hasSize(3);
  }

  @Test
  void doesNotBelieveA404ThatIsAPage() {
    server.stubFor(
        any(anyUrl()).willReturn(aResponse().withStatus(404).withBody("<html>nginx</html>")));

    assertThatThrownBy(() -> zephyr().call(READ))
        .isInstanceOf(TransientFailure.class)
        .hasMessageContaining("HTML page");
  }

  @Test
  void repeatsAPostThatFoundNobodyListening() throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    Door door = qtest("qtest.bearer-token", "q", "qtest.base-url", "http://127.0.0.1:" + closed);

    Throwable failure = catchThrowable(() -> door.call(WRITE));

    assertThat(failure).isInstanceOf(TransientFailure.class).hasMessageContaining("qtest.base-url");
    assertThat(((Failure) failure).code()).isEqualTo("QTS-503");
    assertThat(beans.state(RemoteSystem.QTEST).totals().calls()).isEqualTo(3);
  }

  @Test
  void doesNotRepeatReadsWhenAutoRetryIsOff() {
    server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(500)));

    assertThatThrownBy(() -> zephyr("zephyr.auto-retry", "false").call(READ))
        .isInstanceOf(TransientFailure.class);

    assertThat(requests()).hasSize(1);
  }

  @Test
  void acceptsAnEmptyAnswerWhereTheRequestSaysSo() {
    server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(204)));

    assertThat(qtest("qtest.bearer-token", "q").call(ApiRequest.delete("/x", "/x")).ok()).isTrue();
  }

  private static String[] timeout(String fault) {
    return new String[] {"network.timeout", fault.equals("time-out") ? "1" : "20"};
  }
}
