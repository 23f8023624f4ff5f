package io.ztoq.sandbox.qtest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ztoq.sandbox.wire.Call;
import io.ztoq.sandbox.wire.Json;
import io.ztoq.sandbox.wire.Reply;
import io.ztoq.sandbox.wire.Routes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The long-lived token and those of the password and refresh grants, which expire (api-contract.md
 * 2.1).
 */
final class Tokens {

  private static final Set<String> KEYS =
      Set.of("grant_type", "username", "password", "refresh_token");

  private final QTestLogin login;
  private final InstantSource clock;
  private final Map<String, Instant> expiry = new ConcurrentHashMap<>();
  private final Set<String> refreshTokens = ConcurrentHashMap.newKeySet();
  private final AtomicLong issued = new AtomicLong();

  Tokens(QTestLogin login, InstantSource clock) {
    this.login = login;
    this.clock = clock;
  }

  void addTo(Routes routes) {
    routes.on("POST", "/oauth/token", this::issue).on("GET", "/oauth/status", this::status);
  }

  /** All tokens of the grants end now; the long-lived one stays. */
  void expireAll() {
    expiry.clear();
  }

  boolean valid(Call call) {
    String token = presented(call);
    return token != null
        && (token.equals(login.staticToken()) || remaining(token).compareTo(Duration.ZERO) > 0);
  }

  private static @Nullable String presented(Call call) {
    String header = call.header("Authorization");
    return header != null && header.regionMatches(true, 0, "bearer ", 0, 7)
        ? header.substring(7)
        : null;
  }

  private Duration remaining(String token) {
    return Duration.between(clock.instant(), expiry.getOrDefault(token, Instant.EPOCH));
  }

  private Reply issue(Call call) {
    String type = call.header("Content-Type");
    if (type == null || !type.startsWith("application/x-www-form-urlencoded")) {
      throw QTestErrors.invalid("The body must be form encoded");
    }
    Map<String, String> form = Call.pairs(new String(call.body(), StandardCharsets.UTF_8));
    if (!KEYS.containsAll(form.keySet())) {
      throw QTestErrors.invalid("Unknown parameter in " + form.keySet());
    }
    return switch (form.getOrDefault("grant_type", "")) {
      case "password" -> password(call, form);
      case "refresh_token" -> refresh(call, form);
      default -> throw QTestErrors.invalid("grant_type must be password or refresh_token");
    };
  }

  private Reply password(Call call, Map<String, String> form) {
    boolean right =
        basic(call, login.siteName() + ":")
            && login.username().equals(form.get("username"))
            && login.password().equals(form.get("password"));
    return right ? token() : QTestErrors.reply(401, "Bad credentials");
  }

  private Reply refresh(Call call, Map<String, String> form) {
    String token = form.get("refresh_token");
    boolean right = basic(call, "qtest-api:") && token != null && refreshTokens.remove(token);
    return right ? token() : QTestErrors.reply(401, "Bad refresh token");
  }

  private static boolean basic(Call call, String credentials) {
    String expected =
        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    return expected.equals(call.header("Authorization"));
  }

  private Reply token() {
    String token = "access-" + issued.incrementAndGet();
    String refresh = "refresh-" + issued.get();
    expiry.put(token, clock.instant().plus(login.lifetime()));
    refreshTokens.add(refresh);
    ObjectNode answer =
        Json.object()
            .put("access_token", token)
            .put("token_type", "bearer")
            .put("refresh_token", refresh)
            .put("scope", "read create write delete execute export")
            .putNull("agent");
    return Reply.ok(answer.put("expires_in", login.lifetime().toSeconds()));
  }

  private Reply status(Call call) {
    String token = presented(call);
    if (token == null || !valid(call)) {
      return QTestErrors.reply(401, "Token missing, wrong or expired");
    }
    Duration left = token.equals(login.staticToken()) ? Duration.ofDays(365) : remaining(token);
    return Reply.ok(
        Json.object()
            .put("expiration", clock.instant().plus(left).toEpochMilli())
            .put("validityInMilliseconds", left.toMillis()));
  }
}
