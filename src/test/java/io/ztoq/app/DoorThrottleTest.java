package io.ztoq.app;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.ztoq.call.ApiAnswer;
import io.ztoq.call.ApiRequest;
import io.ztoq.call.Door;
import io.ztoq.call.RemoteSystem;
import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.fixture.DoorFixture;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;

/** 429 and the budgets that qTest reports. */
class DoorThrottleTest extends DoorFixture {

  private static final ApiRequest WRITE = ApiRequest.send("POST", "/x", "/x", "{}");

  @Test
  void repeatsAThrottledPostMoreOftenThanFailures() {
    throttleTimes(4, throttled());

    ApiAnswer answer = qtest("qtest.bearer-token", "q", "network.retry-count", "0").call(WRITE);

    assertThat(answer.ok()).isTrue();
    assertThat(requests()).hasSize(5);
    assertThat(beans.state(RemoteSystem.QTEST).totals().throttled()).isEqualTo(4);
    assertThat(beans.state(RemoteSystem.QTEST).perSecond()).isLessThan(1000);
  }

  @Test
  void waitsAsLongAsRetryAfterSays() {
    throttleTimes(1, throttled().withHeader("Retry-After", "1"));

    Duration time = timed(WRITE);

    assertThat(time).isGreaterThanOrEqualTo(Duration.ofMillis(1000));
  }

  @Test
  void waitsUntilTheDateThatRetryAfterNames() {
    ZonedDateTime now = ZonedDateTime.of(2026, 11, 21, 12, 0, 0, 0, ZoneOffset.UTC);
    throttleTimes(
        1,
        throttled()
            .withHeader("Date", now.format(DateTimeFormatter.RFC_1123_DATE_TIME))
            .withHeader(
                "Retry-After", now.plusSeconds(1).format(DateTimeFormatter.RFC_1123_DATE_TIME)));

    Duration time = timed(WRITE);

    assertThat(time).isGreaterThanOrEqualTo(Duration.ofMillis(1000));
  }

  @Test
  void doesNotBelieveARetryAfterOfZero() {
    throttleTimes(2, throttled().withHeader("Retry-After", "0"));

    Duration time = timed(WRITE);

    assertThat(time)
        .isGreaterThanOrEqualTo(Duration.ofMillis(700)); // at least half of 500 ms and of 1 s
  }

  @Test
  void stopsResumablyWhenItWouldHaveToWaitForHours() {
    throttleTimes(1, throttled().withHeader("Retry-After", "7200"));

    Throwable stop = catchThrowable(() -> qtest("qtest.bearer-token", "q").call(WRITE));

    assertThat(stop)
        .isInstanceOfSatisfying(
            RunStopped.class, s -> assertThat(s.exitCode()).isEqualTo(ExitCode.STOPPED));
  }

  @Test
  void stopsResumablyBeforeTheMonthsReserveIsTouched() {
    server.stubFor(
        any(anyUrl()).willReturn(okJson("{}").withHeader("x-ratelimit-remaining-month", "1008")));
    Door door =
        qtest(
            "qtest.bearer-token",
            "q",
            "qtest.monthly-reserve",
            "1000",
            "performance.max-workers",
            "8");

    ApiAnswer last = door.call(WRITE);
    Throwable stop = catchThrowable(() -> door.call(WRITE));

    assertThat(last.ok()).isTrue();
    assertThat(stop)
        .isInstanceOfSatisfying(
            RunStopped.class, s -> assertThat(s.exitCode()).isEqualTo(ExitCode.STOPPED));
    assertThat(stop).hasMessageContaining("1008").hasMessageContaining("qtest.monthly-reserve");
    assertThat(requests()).hasSize(1);
    assertThat(beans.state(RemoteSystem.QTEST).monthRemaining()).isEqualTo(1008);
  }

  @Test
  void endsALongPauseWhenTheRunIsToStop() throws Exception {
    throttleTimes(1, throttled().withHeader("Retry-After", "600"));
    Door door = qtest("qtest.bearer-token", "q");
    Thread[] caller = new Thread[1];
    Throwable[] end = new Throwable[1];
    caller[0] = new Thread(() -> end[0] = catchThrowable(() -> door.call(WRITE)));
    caller[0].start();
    org.awaitility.Awaitility.await()
        .until(
            () ->
                beans.state(RemoteSystem.QTEST).pausedFor().compareTo(Duration.ofSeconds(500)) > 0);

    stop.set(true);
    caller[0].join(5000);

    assertThat(end[0])
        .isInstanceOfSatisfying(
            RunStopped.class, s -> assertThat(s.exitCode()).isEqualTo(ExitCode.STOPPED));
  }

  private static ResponseDefinitionBuilder throttled() {
    return aResponse().withStatus(429).withBody("{\"message\": \"too many\"}");
  }

  private void throttleTimes(int times, ResponseDefinitionBuilder answer) {
    for (int i = 0; i < times; i++) {
      server.stubFor(
          any(anyUrl())
              .inScenario("s")
              .whenScenarioStateIs(i == 0 ? Scenario.STARTED : "n" + i)
              .willReturn(answer)
              .willSetStateTo("n" + (i + 1)));
    }
    server.stubFor(
        any(anyUrl()).inScenario("s").whenScenarioStateIs("n" + times).willReturn(okJson("{}")));
  }

  private Duration timed(ApiRequest request) {
    Door door = qtest("qtest.bearer-token", "q");
    long began = System.nanoTime();
    assertThat(door.call(request).ok()).isTrue();
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
