package io.ztoq.app;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.Failure;
import io.ztoq.failure.RunStopped;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ManagementMBeansLevel;
import org.apache.camel.ManagementStatisticsLevel;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.component.direct.DirectEndpoint;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.jspecify.annotations.Nullable;

/** camel-main with the routes of one folder and the beans of one run. */
final class CamelRuntime implements AutoCloseable {

  private final Main main = new Main();
  private final Path routes;
  private volatile @Nullable ProducerTemplate template;

  /**
   * Prepares the runtime; {@link #start} loads the routes.
   *
   * @param routes folder whose {@code *.camel.yaml} files are loaded, with its sub-folders
   * @param leftOut sub-folders of it that are not loaded
   * @param properties placeholders for routes
   */
  CamelRuntime(Path routes, Set<String> leftOut, Map<String, String> properties) {
    this.routes = routes;
    RouteFiles.check(routes);
    main.configure().withName("ztoq").withShutdownTimeout(20);
    // Camel's own hook for the end of the JVM would wait for ever where nobody closes this runtime
    main.setShutdownStrategy(new SimpleMainShutdownStrategy());
    main.configure().setRoutesIncludePattern("file:" + routes + "/**/*.camel.yaml");
    main.configure()
        .setRoutesExcludePattern(
            leftOut.stream().map(folder -> "**/" + folder + "/*").collect(Collectors.joining(",")));
    main.configure().withJmxEnabled(true).withStreamCachingSpoolEnabled(true);
    // counters per route; counters per processor cost a tenth of a run and a second of its start
    main.configure().setJmxManagementMBeansLevel(ManagementMBeansLevel.RoutesOnly);
    main.configure().setJmxManagementStatisticsLevel(ManagementStatisticsLevel.RoutesOnly);
    main.configure().setRoutesReloadRemoveAllRoutes(false);
    main.configure().setAutoConfigurationEnvironmentVariablesEnabled(false);
    main.configure().setStartupSummaryLevel(StartupSummaryLevel.Brief);
    properties.forEach(main::addInitialProperty);
    main.addInitialProperty("camel.component.direct.block", "false");
    main.addMainListener(new Defaults());
  }

  /** Shown in JMX; two runtimes of one process need two names. */
  CamelRuntime named(String name) {
    main.configure().withName(name);
    return this;
  }

  /** Reads a file of {@code folder} again when it changes; a broken one is logged and left out. */
  void reloading(Path folder) {
    main.configure()
        .withRoutesReloadEnabled(true)
        .withRoutesReloadDirectory(folder.toString())
        .withRoutesReloadPattern("*.camel.yaml");
  }

  void bind(Map<String, Object> beans) {
    beans.forEach(main::bind);
  }

  /** Routes in Java, loaded before those of the folder. */
  void add(RoutesBuilder routes) {
    main.configure().addRoutesBuilder(routes);
  }

  /**
   * @throws RunStopped (CFG-020, exit code 2) when a route file is wrong, (CFG-021) when a route
   *     sends to a {@code direct:} that no route has
   */
  void start() {
    try {
      main.start();
      template = main.getCamelContext().createProducerTemplate();
      refuseUnknownTargets();
    } catch (Exception problem) {
      close();
      throw problem instanceof Failure failure ? failure : RouteFiles.problem(problem, routes);
    }
  }

  private void refuseUnknownTargets() {
    CamelContext context = main.getCamelContext();
    Set<String> sources =
        context.getRoutes().stream()
            .map(route -> route.getEndpoint().getEndpointUri())
            .collect(Collectors.toSet());
    Set<String> unknown = new TreeSet<>();
    for (Endpoint endpoint : context.getEndpoints()) {
      if (endpoint instanceof DirectEndpoint && !sources.contains(endpoint.getEndpointUri())) {
        unknown.add(endpoint.getEndpointUri().replace("://", ":"));
      }
    }
    if (!unknown.isEmpty()) {
      throw new RunStopped(
          ExitCode.USAGE,
          "CFG-021",
          "routes send to %s, but no route has this id; correct the name or put the route file back"
              .formatted(String.join(", ", unknown)));
    }
  }

  CamelContext context() {
    return main.getCamelContext();
  }

  ProducerTemplate template() {
    ProducerTemplate ready = template;
    if (ready == null) {
      throw new IllegalStateException("a door was used before Camel was started");
    }
    return ready;
  }

  /**
   * Sends an empty message with {@code variables} to a route and waits for its end.
   *
   * @throws RuntimeException what the route ended with, without Camel's wrapping
   */
  void run(String uri, Map<String, Object> variables) {
    Exchange exchange = template().request(uri, message -> variables.forEach(message::setVariable));
    if (exchange.getException() != null) {
      throw Unwrapped.of(exchange.getException());
    }
  }

  @Override
  public void close() {
    main.stop();
  }

  /**
   * Placeholders come from ztoq's settings alone: the precedence of file, environment and options
   * was settled there.
   */
  private static final class Defaults extends MainListenerSupport {
    @Override
    public void beforeInitialize(BaseMainSupport main) {
      if (main.getCamelContext().getPropertiesComponent()
          instanceof PropertiesComponent properties) {
        properties.setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_NEVER);
      }
    }
  }
}
