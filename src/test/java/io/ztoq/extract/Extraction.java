package io.ztoq.extract;

import io.ztoq.app.ExtractBeans;
import io.ztoq.app.Wiring;
import io.ztoq.call.ApiRequest;
import io.ztoq.call.Door;
import io.ztoq.failure.Failure;
import io.ztoq.failure.RecordRejected;
import io.ztoq.settings.Given;
import io.ztoq.settings.Settings;
import io.ztoq.settings.SettingsLoader;
import io.ztoq.store.RejectedRecords;
import io.ztoq.store.Rejection;
import io.ztoq.store.Store;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;

/** Runs the real routes of routes/extract against a door and a store. */
final class Extraction {

  private static final Path ROUTES =
      Path.of(System.getProperty("project.dir", "."), "routes", "extract");

  private final Store store;
  private final Door door;
  private final Map<String, String> settings = new HashMap<>();
  private String runId = "run-1";

  Extraction(Store store, Door door) {
    this.store = store;
    this.door = door;
  }

  Extraction with(String key, String value) {
    settings.put(key, value);
    return this;
  }

  Extraction as(String run) {
    runId = run;
    return this;
  }

  void run() {
    ExecutorService workers = Executors.newFixedThreadPool(4);
    try (DefaultCamelContext camel = new DefaultCamelContext()) {
      camel.getPropertiesComponent().setInitialProperties(properties());
      Wiring wiring = new Wiring(settings(), store, "ACME", runId, door, door, () -> false);
      ExtractBeans.of(wiring).forEach((name, bean) -> camel.getRegistry().bind(name, bean));
      camel.getRegistry().bind("ztoqWorkers", workers);
      camel.addRoutes(stubs());
      try (Stream<Path> files = Files.list(ROUTES)) {
        for (Path file : files.toList()) {
          PluginHelper.getRoutesLoader(camel)
              .loadRoutes(PluginHelper.getResourceLoader(camel).resolveResource("file:" + file));
        }
      }
      camel.start();
      Exchange end =
          camel.createProducerTemplate().request("direct:extract-project", exchange -> {});
      writeDown(end.getException() == null ? 0 : 3);
      rethrow(end.getException());
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Exception problem) {
      throw new IllegalStateException(problem);
    } finally {
      workers.shutdown();
    }
  }

  /** As the run book does: a run that failed is one to go on with. */
  private void writeDown(int exitCode) {
    Instant now = Instant.now();
    store.write(
        session ->
            session.update(
                """
                INSERT INTO run(run_id, project_key, command, phases, started_at, ended_at, exit_code, host, pid, ztoq_version)
                VALUES (?, 'ACME', 'test', 'extract', ?, ?, ?, 'here', 1, '0')
                """,
                runId,
                now,
                now,
                exitCode));
  }

  private java.util.Properties properties() {
    java.util.Properties properties = new java.util.Properties();
    properties.put(
        "migration.include-attachments",
        settings.getOrDefault("migration.include-attachments", "true"));
    return properties;
  }

  private Settings settings() {
    Map<String, Given> given = new HashMap<>();
    settings.forEach((key, value) -> given.put(key, new Given(value, "test")));
    return new SettingsLoader(Map.of()).load(Path.of("no-such.yaml"), false, given, Set.of());
  }

  private RoutesBuilder stubs() {
    return new RouteBuilder() {
      @Override
      public void configure() {
        errorHandler(noErrorHandler());
        Processor call =
            one -> one.getMessage().setBody(door.call(one.getMessage().getBody(ApiRequest.class)));
        from("direct:call-zephyr").process(call);
        from("direct:reject-record").process(Extraction.this::reject);
      }
    };
  }

  private void reject(Exchange exchange) {
    RecordRejected problem = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, RecordRejected.class);
    String kind = exchange.getVariable("kind", String.class);
    String key = exchange.getVariable("sourceKey", String.class);
    String flow = exchange.getVariable("flow", String.class);
    new RejectedRecords(store, Clock.systemUTC())
        .add(Rejection.of(problem, "ACME", flow, kind, key, runId));
  }

  private static void rethrow(Exception problem) {
    for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
      if (cause instanceof Failure failure) {
        throw failure;
      }
    }
    if (problem != null) {
      throw new IllegalStateException(problem);
    }
  }
}
