package io.ztoq.sandbox;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.common.Slf4jNotifier;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.sandbox.fault.Delivery;
import io.ztoq.sandbox.fault.Faults;
import io.ztoq.sandbox.qtest.QTestLogin;
import io.ztoq.sandbox.qtest.SimulatedQTest;
import io.ztoq.sandbox.sample.Place;
import io.ztoq.sandbox.sample.SampleProject;
import io.ztoq.sandbox.zephyr.SimulatedZephyr;
import io.ztoq.sandbox.zephyr.ZephyrEdits;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Simulated Zephyr Scale and qTest on one loopback port, with sample data. Zephyr is filled, qTest
 * is empty.
 *
 * <pre>{@code
 * try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults())) {
 *   migrate(sandbox.zephyrUrl(), sandbox.zephyrToken(), sandbox.qtestUrl(), sandbox.qtestToken());
 * }
 * }</pre>
 */
public final class Sandbox implements AutoCloseable {

  private static final String PROJECT_KEY = "PAY";
  private static final long QTEST_PROJECT = 74_528;
  private static final String ZEPHYR_TOKEN = "sandbox-zephyr-token";
  private static final QTestLogin LOGIN_MODEL =
      new QTestLogin(
          "sandbox-qtest-token",
          "sandbox",
          "migrator@example.com",
          "sandbox-password",
          Duration.ofMinutes(5));

  private final WireMockServer server;
  private final SimulatedZephyr zephyr;
  private final SimulatedQTest qtest;
  private final Faults faults = new Faults();
  private final RequestCounts requests = new RequestCounts();
  private final Traffic traffic;
  private final @Nullable Path stateFile;

  private Sandbox(SandboxOptions options) {
    Place place = new Place(PROJECT_KEY);
    SampleProject project =
        new SampleProject(
            place, options.seed(), options.size().cases(), options.dirty(), options.largestFile());
    this.zephyr = new SimulatedZephyr(project, options.zephyr(), ZEPHYR_TOKEN, options.clock());
    QTestLogin login =
        new QTestLogin(
            LOGIN_MODEL.staticToken(),
            LOGIN_MODEL.siteName(),
            LOGIN_MODEL.username(),
            LOGIN_MODEL.password(),
            options.tokenLifetime());
    this.qtest = new SimulatedQTest(QTEST_PROJECT, options.qtest(), login, options.clock());
    this.stateFile = options.stateFile();
    if (stateFile != null && Files.exists(stateFile)) {
      loadState(stateFile);
    }
    this.traffic = new Traffic(zephyr, qtest, faults, requests, options);
    AdminEndpoints admin = new AdminEndpoints(this);
    this.server =
        new WireMockServer(
            configuration(
                options,
                new SandboxTransformer(
                    call ->
                        call.path().startsWith(AdminEndpoints.PREFIX + "/")
                            ? Delivery.whole(admin.answer(call))
                            : traffic.handle(call))));
    listen(options.port());
    server.stubFor(any(anyUrl()).willReturn(aResponse().withTransformers("ztoq-sandbox")));
    place.setBase(zephyrUrl().toString());
  }

  private static WireMockConfiguration configuration(
      SandboxOptions options, SandboxTransformer transformer) {
    WireMockConfiguration configuration =
        WireMockConfiguration.options()
            .bindAddress("127.0.0.1")
            .disableRequestJournal()
            .stubRequestLoggingDisabled(true)
            .gzipDisabled(true)
            .containerThreads(300)
            .jettyAcceptors(2)
            .jettyStopTimeout(100L)
            .notifier(new Slf4jNotifier(false))
            .extensions(transformer);
    return options.port() == 0 ? configuration.dynamicPort() : configuration.port(options.port());
  }

  private void listen(int port) {
    try {
      server.start();
    } catch (RuntimeException refused) {
      throw new RunStopped(
          ExitCode.USAGE,
          "SBX-003",
          "port %d of 127.0.0.1 cannot be opened (%s); choose another one, or 0 for any"
              .formatted(port, reason(refused)),
          refused);
    }
  }

  /** What the operating system said, without the classes that handed it on. */
  private static String reason(Throwable refused) {
    Throwable last = refused;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    return String.valueOf(last.getMessage());
  }

  /** Starts a sandbox; it answers when this returns. */
  public static Sandbox start(SandboxOptions options) {
    return new Sandbox(options);
  }

  private String root() {
    return "http://127.0.0.1:" + server.port();
  }

  /** Base URL of Zephyr Scale, ends with /v2. */
  public URI zephyrUrl() {
    return URI.create(root() + SimulatedZephyr.PREFIX);
  }

  /** Address of the qTest site, without /api. */
  public URI qtestUrl() {
    return URI.create(root());
  }

  public String zephyrToken() {
    return ZEPHYR_TOKEN;
  }

  /** The long-lived bearer token. */
  public String qtestToken() {
    return LOGIN_MODEL.staticToken();
  }

  /** User, password and site name for the password grant. */
  public QTestLogin qtestLogin() {
    return LOGIN_MODEL;
  }

  public String projectKey() {
    return PROJECT_KEY;
  }

  public long qtestProjectId() {
    return QTEST_PROJECT;
  }

  /** What shall go wrong. */
  public Faults faults() {
    return faults;
  }

  /** Calls so far. */
  public RequestCounts requests() {
    return requests;
  }

  /** Lets {@code watcher} see every call from now on; null for nobody. */
  public void watch(@Nullable CallWatcher watcher) {
    traffic.watch(watcher);
  }

  /** From now on both systems take any number of requests in a second. */
  public void liftRates() {
    traffic.liftRates();
  }

  /** Changes of the data in Zephyr. */
  public ZephyrEdits zephyrEdits() {
    return zephyr.edits();
  }

  /** The simulated qTest, for looking into it. */
  public SimulatedQTest qtest() {
    return qtest;
  }

  /** How many requests qTest answers until its month is exhausted. */
  public void setMonthlyBudget(long requestsLeft) {
    traffic.setMonth(requestsLeft);
  }

  private void loadState(Path file) {
    try {
      qtest.load(file);
    } catch (IOException unreadable) {
      throw new RunStopped(
          ExitCode.USAGE,
          "SBX-001",
          "%s: no saved sandbox state (%s); remove the file to start with an empty qTest"
              .formatted(file, unreadable.getMessage()));
    }
  }

  /** Stops answering; the state goes to its file where there is one. */
  public void stop() {
    server.stop();
    if (stateFile != null) {
      try {
        qtest.save(stateFile);
      } catch (IOException unwritable) {
        throw new RunStopped(
            ExitCode.USAGE,
            "SBX-002",
            "%s: cannot be written (%s); free space or choose another place"
                .formatted(stateFile, unwritable.getMessage()));
      }
    }
  }

  @Override
  public void close() {
    stop();
  }
}
