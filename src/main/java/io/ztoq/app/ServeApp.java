package io.ztoq.app;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.run.StopSignal;
import io.ztoq.settings.CamelProperties;
import io.ztoq.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Schedules that start runs, each in a Camel of its own; two runs of a project never overlap. */
public final class ServeApp implements AutoCloseable {

  private final CamelRuntime runtime;
  private final AutoCloseable jmx;

  private ServeApp(CamelRuntime runtime, AutoCloseable jmx) {
    this.runtime = runtime;
    this.jmx = jmx;
  }

  /**
   * @param cron for the shipped schedule, Quartz form
   * @param jmxPort on 127.0.0.1, 0 for none
   * @throws RunStopped (exit code 2) when the schedules have problems
   */
  public static ServeApp start(Settings settings, String cron, int jmxPort, StopSignal stop) {
    Path schedules = Home.find(settings.migration().routes().resolve("schedules"));
    if (!Files.isDirectory(schedules)) {
      throw new RunStopped(
          ExitCode.USAGE, "CFG-022", "there is no folder %s with schedules".formatted(schedules));
    }
    Map<String, String> properties = new HashMap<>(CamelProperties.of(settings));
    properties.put("schedule.cron", cron.replace(' ', '+'));
    CamelRuntime runtime = new CamelRuntime(schedules, Set.of(), properties);
    runtime.bind(Map.of("startScheduledRun", new ScheduledRunStep(settings, stop)));
    runtime.start();
    try {
      return new ServeApp(runtime, jmxPort == 0 ? () -> {} : LocalJmx.open(jmxPort));
    } catch (IOException problem) {
      runtime.close();
      throw new RunStopped(
          ExitCode.UNREACHABLE,
          "CFG-023",
          "cannot open JMX on 127.0.0.1:%d: %s; name another port with --jmx-port"
              .formatted(jmxPort, problem.getMessage()),
          problem);
    }
  }

  /** Ids of the routes that start runs. */
  public String schedules() {
    List<String> ids =
        runtime.context().getRoutes().stream().map(route -> route.getRouteId()).sorted().toList();
    return ids.stream().collect(Collectors.joining(", "));
  }

  @Override
  public void close() throws Exception {
    runtime.close();
    jmx.close();
  }
}
