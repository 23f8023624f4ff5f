package io.ztoq.call;

import com.fasterxml.jackson.databind.JsonNode;
import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.failure.TransientFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A short-lived qTest token, got with login name and password and refreshed when qTest refuses it
 * (qTest Manager v3, /oauth/token, read 2026-11). Several threads with a refused token ask once.
 */
public final class LoginToken implements Token {

  /** Sends a form to {@code /oauth/token}; anything but the form's effect is its business. */
  @FunctionalInterface
  public interface TokenEndpoint {
    ApiAnswer post(String form, String basic) throws IOException;
  }

  private static final String REFRESH_CLIENT = "qtest-api:";

  private final TokenEndpoint endpoint;
  private final String siteName;
  private final String username;
  private final String password;
  private final Budget budget;
  private final Patience patience;

  private @Nullable String authorization;
  private @Nullable String refreshToken;

  public LoginToken(
      TokenEndpoint endpoint,
      String siteName,
      String username,
      String password,
      Budget budget,
      Patience patience) {
    this.endpoint = endpoint;
    this.siteName = siteName;
    this.username = username;
    this.password = password;
    this.budget = budget;
    this.patience = patience;
  }

  @Override
  public synchronized String authorization() {
    return authorization == null ? login() : authorization;
  }

  @Override
  public synchronized boolean renew(String refused) {
    if (refused.equals(authorization)) {
      authorization = null;
      refresh();
    }
    return true;
  }

  @Override
  public String whereFrom() {
    return "qtest.username, qtest.password and qtest.site-name";
  }

  private void refresh() {
    if (refreshToken == null) {
      return;
    }
    ApiAnswer answer =
        patiently(
            form(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken)),
            REFRESH_CLIENT);
    if (answer.ok()) {
      keep(answer);
    } else {
      refreshToken = null;
    }
  }

  private String login() {
    ApiAnswer answer =
        patiently(
            form(Map.of("grant_type", "password", "username", username, "password", password)),
            siteName + ":");
    if (!answer.ok()) {
      throw new RunStopped(
          ExitCode.UNREACHABLE,
          RemoteSystem.QTEST.code(402),
          "qTest refused the login (%d: %s); check %s (users with single sign-on need qtest.bearer-token)"
              .formatted(answer.status(), ErrorText.of(answer), whereFrom()));
    }
    return keep(answer);
  }

  private String keep(ApiAnswer answer) {
    JsonNode tree = answer.json();
    String token = tree == null ? "" : tree.path("access_token").asText();
    if (tree == null || token.isEmpty()) {
      throw new RunStopped(
          ExitCode.UNREACHABLE,
          RemoteSystem.QTEST.code(403),
          "the answer of /oauth/token holds no access_token; check qtest.base-url, it may point to a proxy's login page");
    }
    String refresh = tree.path("refresh_token").asText();
    refreshToken = refresh.isEmpty() ? null : refresh;
    authorization = "Bearer " + token;
    return authorization;
  }

  /**
   * Repeats on 429, 5xx and answers that are lost or not whole: asking for a token twice does no
   * harm.
   */
  private ApiAnswer patiently(String form, String client) {
    String basic =
        "Basic " + Base64.getEncoder().encodeToString(client.getBytes(StandardCharsets.UTF_8));
    String problem = "";
    for (int attempt = 0; attempt <= patience.retryCount(); attempt++) {
      budget.rest(patience.beforeAttempt(attempt));
      try {
        ApiAnswer answer = endpoint.post(form, basic);
        if (isFinal(answer)) {
          return answer;
        }
        budget.rest(asked(answer));
        problem = answer.status() + ": " + ErrorText.of(answer);
      } catch (IOException lost) {
        problem = String.valueOf(lost.getMessage());
      }
    }
    throw new TransientFailure(
        RemoteSystem.QTEST.code(404),
        "qTest gave no token in %d attempts (%s); run the same command again later"
            .formatted(patience.retryCount() + 1, problem));
  }

  private static boolean isFinal(ApiAnswer answer) {
    int status = answer.status();
    boolean broken = answer.ok() && answer.json() == null;
    return !broken && status < 500 && status != 429 && status != 408;
  }

  /** As the door does it: a wait that is too long ends the run. */
  private Duration asked(ApiAnswer answer) {
    Duration asked = RetryAfter.of(answer);
    if (asked.compareTo(patience.longestThrottling()) > 0) {
      throw new RunStopped(
          ExitCode.STOPPED,
          RemoteSystem.QTEST.code(432),
          "qTest asks to wait %d minutes for a token; run the same command again after that, it goes on where it was"
              .formatted(asked.toMinutes()));
    }
    return asked;
  }

  private static String form(Map<String, String> values) {
    return values.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> entry.getKey() + "=" + ApiRequest.encoded(entry.getValue()))
        .collect(Collectors.joining("&"));
  }
}
