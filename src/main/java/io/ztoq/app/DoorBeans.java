package io.ztoq.app;

import io.ztoq.call.BeginCallStep;
import io.ztoq.call.Budget;
import io.ztoq.call.CallCounts;
import io.ztoq.call.DoorState;
import io.ztoq.call.DoorSteps;
import io.ztoq.call.FixedToken;
import io.ztoq.call.LoginToken;
import io.ztoq.call.MissingToken;
import io.ztoq.call.Patience;
import io.ztoq.call.RemoteSystem;
import io.ztoq.call.Token;
import io.ztoq.settings.NetworkSettings;
import io.ztoq.settings.QTestSettings;
import io.ztoq.settings.Settings;
import io.ztoq.settings.ZephyrSettings;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes everything behind {@code direct:call-zephyr} and {@code direct:call-qtest} from the
 * settings.
 */
public final class DoorBeans {

  /** Of a question that somebody waits for: seconds, not minutes. */
  private static final Patience BRIEF =
      new Patience(1, Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(10));

  private static final int BRIEF_CONNECT = 3;
  private static final int BRIEF_ANSWER = 10;

  private final Settings settings;
  private final String version;
  private final boolean brief;
  private final CallCounts counts = new CallCounts();
  private final Map<RemoteSystem, Budget> budgets = new EnumMap<>(RemoteSystem.class);
  private final Map<RemoteSystem, Token> tokens = new EnumMap<>(RemoteSystem.class);

  /**
   * @param version of ztoq, for the User-Agent
   * @param stopRequested ends long waits at the doors; what is under way gets done
   */
  public DoorBeans(Settings settings, String version, BooleanSupplier stopRequested) {
    this(settings, version, stopRequested, false);
  }

  /**
   * @param brief whether an outage is told after a few seconds instead of being waited out
   */
  DoorBeans(Settings settings, String version, BooleanSupplier stopRequested, boolean brief) {
    this.settings = settings;
    this.brief = brief;
    this.version = version;
    ZephyrSettings zephyr = settings.zephyr();
    QTestSettings qtest = settings.qtest();
    int workers = settings.performance().maxWorkers();
    double zephyrRate =
        zephyr.rateLimitDelay() > 0 ? 1.0 / zephyr.rateLimitDelay() : zephyr.requestsPerSecond();
    budgets.put(
        RemoteSystem.ZEPHYR,
        new Budget(RemoteSystem.ZEPHYR, zephyrRate, workers, 0, stopRequested));
    budgets.put(
        RemoteSystem.QTEST,
        new Budget(
            RemoteSystem.QTEST,
            qtest.requestsPerSecond(),
            workers,
            qtest.monthlyReserve(),
            stopRequested));
    tokens.put(RemoteSystem.ZEPHYR, zephyrToken(zephyr));
    tokens.put(RemoteSystem.QTEST, qtestToken(qtest));
  }

  /** By the names that the routes use. */
  public Map<String, Object> beans() {
    Map<String, Object> beans = new LinkedHashMap<>();
    beans.put("beginCall", new BeginCallStep());
    add(beans, "Zephyr", RemoteSystem.ZEPHYR, settings.zephyr().baseUrl());
    add(beans, "Qtest", RemoteSystem.QTEST, settings.qtest().baseUrl());
    return beans;
  }

  /**
   * Placeholders of the doors; they win over what the settings say, since a base URL may end with a
   * slash there.
   */
  public Map<String, String> properties() {
    return Map.of(
        "zephyr.base-url", plain(settings.zephyr().baseUrl()).toString(),
        "qtest.base-url", plain(settings.qtest().baseUrl()).toString());
  }

  public CallCounts counts() {
    return counts;
  }

  public DoorState state(RemoteSystem system) {
    return DoorState.of(system, counts, budget(system));
  }

  private void add(Map<String, Object> beans, String name, RemoteSystem system, URI baseUrl) {
    NetworkSettings network = settings.network();
    DoorSteps steps =
        DoorSteps.of(
            system, plain(baseUrl), budget(system), token(system), patience(system), counts);
    beans.put("enter" + name, steps.enter());
    beans.put("read" + name + "Answer", steps.read());
    beans.put("judge" + name + "Loss", steps.judge());
    beans.put("leave" + name, steps.leave());
    beans.put(
        system.word() + "Client",
        new DoorClient(
            version,
            settings.performance().maxWorkers(),
            brief ? Math.min(BRIEF_CONNECT, network.connectTimeout()) : network.connectTimeout(),
            brief ? Math.min(BRIEF_ANSWER, network.timeout()) : network.timeout()));
  }

  private Patience patience(RemoteSystem system) {
    NetworkSettings network = settings.network();
    ZephyrSettings zephyr = settings.zephyr();
    if (brief) {
      return BRIEF;
    }
    int zephyrCount = zephyr.autoRetry() ? zephyr.retryCount() : 0;
    int count = system == RemoteSystem.ZEPHYR ? zephyrCount : network.retryCount();
    return new Patience(count, Duration.ofSeconds(network.retryDelay()));
  }

  private static Token zephyrToken(ZephyrSettings zephyr) {
    String whereFrom = "zephyr.api-token (environment ZEPHYR_API_TOKEN)";
    return given(zephyr.baseUrl()) && given(zephyr.apiToken())
        ? new FixedToken(zephyr.apiToken(), whereFrom)
        : new MissingToken(RemoteSystem.ZEPHYR, "zephyr.base-url and " + whereFrom);
  }

  private Token qtestToken(QTestSettings qtest) {
    String token = qtest.bearerToken();
    if (given(qtest.baseUrl()) && token != null && !token.isEmpty()) {
      return new FixedToken(token, "qtest.bearer-token (environment QTEST_BEARER_TOKEN)");
    }
    String username = qtest.username();
    String password = qtest.password();
    if (!given(qtest.baseUrl()) || username == null || password == null) {
      return new MissingToken(
          RemoteSystem.QTEST,
          "qtest.base-url and qtest.bearer-token (environment QTEST_BEARER_TOKEN), or qtest.username and qtest.password");
    }
    NetworkSettings network = settings.network();
    Duration connect = Duration.ofSeconds(network.connectTimeout());
    Duration timeout = Duration.ofSeconds(network.timeout());
    TokenCall call = new TokenCall(plain(qtest.baseUrl()), connect, timeout, version, counts);
    return new LoginToken(
        call,
        site(qtest),
        username,
        password,
        budget(RemoteSystem.QTEST),
        patience(RemoteSystem.QTEST));
  }

  /** Settings of an area that the command does not need may be missing. */
  private static boolean given(@Nullable Object value) {
    return value instanceof URI url
        ? url.getHost() != null
        : value != null && !value.toString().isEmpty();
  }

  private static String site(QTestSettings qtest) {
    String host = String.valueOf(qtest.baseUrl().getHost());
    return qtest.siteName().isEmpty() ? host.split("\\.", 2)[0] : qtest.siteName();
  }

  private static URI plain(@Nullable URI url) {
    String text = given(url) ? String.valueOf(url) : "http://not-in-the-settings.invalid";
    return URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
  }

  private Budget budget(RemoteSystem system) {
    return Objects.requireNonNull(budgets.get(system));
  }

  private Token token(RemoteSystem system) {
    return Objects.requireNonNull(tokens.get(system));
  }
}
