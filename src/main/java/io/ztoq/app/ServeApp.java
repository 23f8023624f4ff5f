package io.ztoq.app;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.run.StopSignal;
import io.ztoq.settings.CamelProperties;
import io.ztoq.settings.Settings;
import io.ztoq.watch.RunMBeans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.quartz.CronExpression;

/** Schedules that start runs, each in a Camel of its own; two runs of a project never overlap. */
public final class ServeApp implements AutoCloseable {

  private static final int LAST_PORT = 65_535;

  private final CamelRuntime runtime;
  private final ScheduledRunStep runs;
  private final ScheduledTenantsStep tenants;
  private final AutoCloseable jmx;
  private final RunMBeans beans;

  private ServeApp(
      CamelRuntime runtime,
      ScheduledRunStep runs,
      ScheduledTenantsStep tenants,
      AutoCloseable jmx) {
    this.runtime = runtime;
    this.runs = runs;
    this.tenants = tenants;
    this.jmx = jmx;
    this.beans = new RunMBeans(runs);
  }

  /**
   * @throws RunStopped (exit code 2) when the schedules, the flows or the options have problems
   */
  public static ServeApp start(Settings settings, ServeOptions options, StopSignal stop) {
    Path schedules = Home.find(settings.migration().routes().resolve("schedules"));
    if (!Files.isDirectory(schedules)) {
      throw new RunStopped(
          ExitCode.USAGE, "CFG-022", "there is no folder %s with schedules".formatted(schedules));
    }
    Map<String, String> properties = new HashMap<>(CamelProperties.of(settings));
    properties.put("schedule.cron", quartz("--cron", options.cron()));
    TenantSchedule ofTenants = options.tenants();
    properties.put("tenants.on-schedule", Boolean.toString(ofTenants != null));
    properties.put(
        "tenants.cron",
        quartz("--tenants-cron", ofTenants == null ? options.cron() : ofTenants.cron()));
    new TokenCheck(settings).routes();
    AutoCloseable jmx = jmx(options.jmxPort(), options.jmxPassword());
    CamelRuntime runtime =
        new CamelRuntime(schedules, Set.of(), properties).named("ztoq-schedules");
    if (options.reload()) {
      runtime.reloading(schedules);
    }
    ScheduledRunStep runs = new ScheduledRunStep(settings, stop, options.told());
    ScheduledTenantsStep tenants = new ScheduledTenantsStep(ofTenants, stop, options.told());
    runtime.bind(Map.of("startScheduledRun", runs, "startScheduledTenants", tenants));
    ServeApp app = new ServeApp(runtime, runs, tenants, jmx);
    try {
      runtime.start();
      return app;
    } catch (RunStopped problem) {
      app.close();
      throw problem;
    }
  }

  private static String quartz(String option, String cron) {
    String expression = cron.replace('+', ' ').strip();
    try {
      CronExpression.validateExpression(expression);
      return expression.replace(' ', '+');
    } catch (ParseException problem) {
      throw new RunStopped(
          ExitCode.USAGE,
          "CFG-024",
          "%s '%s' is no Quartz cron expression: %s; write six fields: second minute hour day month weekday, for example '0 0 2 * * ?'"
              .formatted(option, cron, problem.getMessage()),
          problem);
    }
  }

  private static AutoCloseable jmx(int port, @Nullable String password) {
    if (port == 0) {
      return () -> {};
    }
    try {
      if (port < 0 || port > LAST_PORT) {
        throw new IOException("a port is a number from 1 to " + LAST_PORT);
      }
      return LocalJmx.open(port, password);
    } catch (IOException problem) {
      Throwable cause = problem.getCause() == null ? problem : problem.getCause();
      throw new RunStopped(
          ExitCode.USAGE,
          "CFG-023",
          "cannot open JMX on 127.0.0.1:%d: %s; name another port with --jmx-port"
              .formatted(port, cause.getMessage()),
          problem);
    }
  }

  /** Ids of the routes that start runs, in alphabetical order. */
  public List<String> schedules() {
    return runtime.context().getRoutes().stream()
        .map(route -> route.getRouteId())
        .filter(id -> runtime.context().getRouteController().getRouteStatus(id).isStarted())
        .sorted()
        .toList();
  }

  /** Whether a run was cut short by the stop. */
  public boolean hasCutARun() {
    return runs.hasCutARun();
  }

  /** Waits until the run under way, if any, has ended; nothing new is started meanwhile. */
  @Override
  public void close() {
    runs.close();
    tenants.close();
    runtime.close();
    beans.close();
    try {
      jmx.close();
    } catch (Exception problem) {
      throw new IllegalStateException(problem);
    }
  }
}
