package io.ztoq.flow;

import io.ztoq.app.LedgerBeans;
import io.ztoq.call.ApiAnswer;
import io.ztoq.call.ApiRequest;
import io.ztoq.call.Door;
import io.ztoq.failure.Failure;
import io.ztoq.load.LoadCounts;
import io.ztoq.load.LoadFlow;
import io.ztoq.load.Loading.OnConflict;
import io.ztoq.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** Runs the real load routes on a store, with a door of the test's choice. */
final class LoadRig {

  private final Store store;
  private final String qtestUrl;
  private final long qtestProject;
  private int runs;
  private OnConflict onConflict = OnConflict.SKIP;
  private boolean suites;

  LoadRig(Store store, String qtestUrl, long qtestProject) {
    this.store = store;
    this.qtestUrl = qtestUrl;
    this.qtestProject = qtestProject;
  }

  void onConflict(OnConflict answer) {
    onConflict = answer;
  }

  void withSuites() {
    suites = true;
  }

  /** One load in a new run; what stops it is thrown as it is. */
  LoadCounts load(Door door) {
    return load(door, qtestUrl);
  }

  LoadCounts load(Door door, String url) {
    LoadFlow.Options options =
        new LoadFlow.Options(
            "PAY",
            "run-" + ++runs,
            URI.create(url),
            qtestProject,
            2,
            5,
            Duration.ofMillis(50),
            0,
            true,
            suites,
            true,
            onConflict,
            Path.of("target", "uploads"));
    Map<String, Object> beans =
        LoadFlow.beans(options, store, door, () -> false, Clock.systemUTC());
    ExecutorService workers = Executors.newFixedThreadPool(4);
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      beans.forEach(context.getRegistry()::bind);
      context.getRegistry().bind("ztoqWorkers", workers);
      context.getPropertiesComponent().addInitialProperty("performance.batch-size", "5");
      context
          .getRegistry()
          .bind("targetLedger", LedgerBeans.repository(store, "PAY", options.runId()));
      context.addRoutes(doorRoute(door));
      PluginHelper.getRoutesLoader(context).loadRoutes(files());
      context.start();
      var template = context.createProducerTemplate();
      for (String route : List.of("direct:preflight-target", "direct:load-objects")) {
        var exchange = template.request(route, message -> {});
        if (exchange.getException() != null) {
          throw unwrapped(exchange.getException());
        }
      }
      return (LoadCounts) beans.get("loadCounts");
    } catch (RuntimeException | Error problem) {
      throw problem;
    } catch (Exception problem) {
      throw new IllegalStateException(problem);
    } finally {
      workers.shutdownNow();
    }
  }

  private static RouteBuilder doorRoute(Door door) {
    return new RouteBuilder() {
      @Override
      public void configure() {
        errorHandler(noErrorHandler());
        from("direct:call-qtest")
            .process(
                exchange ->
                    exchange
                        .getMessage()
                        .setBody(called(door, exchange.getMessage().getBody(ApiRequest.class))));
      }
    };
  }

  /** As in the beans of the real door: Camel would drop an error that comes out of a processor. */
  private static ApiAnswer called(Door door, ApiRequest request) {
    try {
      return door.call(request);
    } catch (Crash crash) {
      throw new IllegalStateException(crash);
    }
  }

  private static Resource[] files() {
    try (Stream<Path> all =
        Files.list(Path.of(System.getProperty("project.dir", "."), "routes", "load"))) {
      return all.filter(file -> file.toString().endsWith(".camel.yaml"))
          .map(file -> ResourceHelper.fromString(file.getFileName().toString(), read(file)))
          .toArray(Resource[]::new);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  private static RuntimeException unwrapped(Throwable problem) {
    for (Throwable one = problem; one != null; one = one.getCause()) {
      if (one instanceof Failure failure) {
        return failure;
      }
      if (one instanceof Crash crash) {
        throw crash;
      }
    }
    return new IllegalStateException(problem);
  }

  /** Stands for kill -9: nothing is tidied up, nothing is recorded. */
  static final class Crash extends Error {
    private static final long serialVersionUID = 1L;
  }
}
