package io.ztoq.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ztoq.sandbox.ApiClient.Answer;
import io.ztoq.sandbox.fault.FaultKind;
import io.ztoq.sandbox.fault.FaultPlan;
import io.ztoq.sandbox.fault.FaultRule;
import io.ztoq.sandbox.fault.RateGate;
import io.ztoq.sandbox.fault.Side;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the sandbox can do wrong on purpose: with or without the effect, and always as said. */
class FaultTest extends QTestBed {

  private void hitNextModule(FaultKind kind) {
    sandbox.faults().add(FaultRule.nth(Side.QTEST, "POST", "modules$", kind, 1));
  }

  private long modules() {
    return sandbox.qtest().counts().getOrDefault("modules", -1L);
  }

  @ParameterizedTest
  @EnumSource(names = {"LOST_RESPONSE", "TRUNCATED_BODY"})
  void aLostOrCutAnswerStillHadItsEffect(FaultKind kind) {
    hitNextModule(kind);

    assertThatThrownBy(() -> aModule("A")).isInstanceOf(IOException.class);

    assertThat(modules()).isEqualTo(1);
  }

  @Test
  void aResetBeforeTheEffectHasNone() {
    hitNextModule(FaultKind.RESET_BEFORE);

    assertThatThrownBy(() -> aModule("A")).isInstanceOf(IOException.class);

    assertThat(modules()).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "ERROR_BEFORE",
        "TOO_MANY_REQUESTS",
        "HTML_200",
        "EXPIRED_TOKEN",
        "FORBIDDEN",
        "EXHAUSTED_MONTH"
      })
  void errorsBeforeTheEffectChangeNothing(FaultKind kind) throws Exception {
    hitNextModule(kind);

    Answer answer = post("/modules", "{'name': 'A'}");

    assertThat(modules()).isZero();
    assertThat(answer.status()).isIn(500, 429, 200, 401, 403);
    assertThat(answer.headers().firstValue("x-ratelimit-remaining-month")).isPresent();
  }

  @Test
  void anErrorAfterTheEffectIsNoProofThatNothingHappened() throws Exception {
    sandbox
        .faults()
        .add(
            FaultRule.nth(Side.QTEST, "POST", "modules$", FaultKind.ERROR_AFTER, 1).withValue(502));

    Answer answer = post("/modules", "{'name': 'A'}");

    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.text()).startsWith("<html>");
    assertThat(modules()).isEqualTo(1);
  }

  @Test
  void retryAfterCanBeCredibleZeroOrMissing() throws Exception {
    List<String> seen = new ArrayList<>();
    for (long value : new long[] {2, 0, -1}) {
      sandbox
          .faults()
          .add(
              FaultRule.nth(Side.ZEPHYR, "GET", "healthcheck", FaultKind.TOO_MANY_REQUESTS, 1)
                  .withValue(value));
      seen.add(client.zephyr("/healthcheck").headers().firstValue("Retry-After").orElse("none"));
      sandbox.faults().clear();
    }

    assertThat(seen).containsExactly("2", "0", "none");
  }

  @Test
  void onlyTheNthMatchingRequestIsHit() throws Exception {
    sandbox.faults().add(FaultRule.nth(Side.QTEST, "POST", "modules$", FaultKind.FORBIDDEN, 2));

    assertThat(post("/modules", "{'name': 'A'}").status()).isEqualTo(201);
    assertThat(post("/modules", "{'name': 'B'}").status()).isEqualTo(403);
    assertThat(post("/modules", "{'name': 'C'}").status()).isEqualTo(201);
    assertThat(sandbox.faults().hits()).containsEntry("QTEST FORBIDDEN", 1L);
  }

  @Test
  void aPlanHitsTheSameRequestsForTheSameSeed() throws Exception {
    List<List<Integer>> runs = new ArrayList<>();
    for (long seed : new long[] {5, 5, 6}) {
      sandbox
          .faults()
          .follow(new FaultPlan(seed, Map.of(FaultKind.ERROR_BEFORE, 0.3)).only(Side.ZEPHYR));
      List<Integer> statuses = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        statuses.add(client.zephyr("/healthcheck").status());
      }
      runs.add(statuses);
    }

    assertThat(runs.get(0)).isEqualTo(runs.get(1)).isNotEqualTo(runs.get(2)).contains(200, 500);
    assertThat(get("/modules").status()).isEqualTo(200);
  }

  @Test
  void anExhaustedMonthStaysExhausted() throws Exception {
    sandbox.setMonthlyBudget(1);

    assertThat(get("/modules").headers().firstValue("x-ratelimit-remaining-month")).contains("0");
    assertThat(get("/modules").status()).isEqualTo(429);
    assertThat(get("/modules").status()).isEqualTo(429);
  }

  @Test
  void moreRequestsThanAllowedInAnySecondGet429() {
    RateGate gate = new RateGate(3);
    long second = 1_000_000_000L;

    assertThat(gate.pass(0)).isTrue();
    assertThat(gate.pass(second / 2)).isTrue();
    assertThat(gate.pass(second - 2)).isTrue();
    assertThat(gate.pass(second - 1)).isFalse();
    assertThat(gate.pass(second)).isTrue();
    assertThat(gate.pass(second + 1)).isFalse();
    assertThat(new RateGate(0).pass(0)).isTrue();
  }

  private Answer token(String basic, String form) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(sandbox.qtestUrl() + "/oauth/token"))
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder()
                        .encodeToString(basic.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  private int statusWith(String token) throws Exception {
    return client
        .send(
            HttpRequest.newBuilder(client.project("/modules"))
                .header("Authorization", "bearer " + token))
        .status();
  }

  @Test
  void passwordTokensNeedTheSiteNameExpireAndAreRefreshedOnce() throws Exception {
    sandbox.close();
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    sandbox =
        Sandbox.start(
            SandboxOptions.defaults()
                .withTokenLifetime(Duration.ofSeconds(60))
                .withClock(now::get));
    client = new ApiClient(sandbox);
    String form = "grant_type=password&username=migrator%40example.com&password=sandbox-password";

    assertThat(token("other:", form).status()).isEqualTo(401);
    Answer first = token("sandbox:", form);
    assertThat(first.json().get("expires_in").asInt()).isEqualTo(60);
    String access = first.json().get("access_token").asText();
    assertThat(statusWith(access)).isEqualTo(200);
    now.set(now.get().plusSeconds(61));
    assertThat(statusWith(access)).isEqualTo(401);
    assertThat(statusWith(sandbox.qtestToken())).isEqualTo(200);
    String refresh =
        "grant_type=refresh_token&refresh_token=" + first.json().get("refresh_token").asText();
    assertThat(token("sandbox:", refresh).status()).isEqualTo(401);
    assertThat(statusWith(token("qtest-api:", refresh).json().get("access_token").asText()))
        .isEqualTo(200);
    assertThat(token("qtest-api:", refresh).status()).isEqualTo(401);
  }
}
