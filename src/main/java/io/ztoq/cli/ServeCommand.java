package io.ztoq.cli;

import io.ztoq.app.ServeApp;
import io.ztoq.run.StopSignal;
import io.ztoq.settings.Settings;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts runs by schedule until Ctrl-C. */
@Command(
    name = "serve",
    description = "Starts runs by the schedules in routes/schedules until Ctrl-C",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @Mixin RunOptions options;

  @Option(
      names = "--cron",
      paramLabel = "CRON",
      description = "Quartz cron expression of the shipped schedule, UTC (default: 0 0 2 * * ?)")
  String cron = "0 0 2 * * ?";

  @Option(
      names = "--jmx-port",
      paramLabel = "PORT",
      description = "Opens JMX on this port of 127.0.0.1")
  int jmxPort;

  ServeCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws Exception {
    Settings settings =
        Configured.load(
            surroundings, options.remote.settings, "zephyr", "qtest", "database", "migration");
    StopSignal stop = new StopSignal();
    Interrupts.install(stop, surroundings.err());
    CountDownLatch ended = new CountDownLatch(1);
    stop.whenRequested(ended::countDown);
    try (ServeApp app = ServeApp.start(settings, cron, jmxPort, stop)) {
      surroundings.out().println("serving; schedules: " + app.schedules() + "; Ctrl-C ends");
      ended.await();
    }
    return 0;
  }
}
