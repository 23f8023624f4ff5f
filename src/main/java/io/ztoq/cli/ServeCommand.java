package io.ztoq.cli;

import io.ztoq.app.ServeApp;
import io.ztoq.app.ServeOptions;
import io.ztoq.app.TenantSchedule;
import io.ztoq.failure.ExitCode;
import io.ztoq.run.StopSignal;
import io.ztoq.settings.Settings;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
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

  @Mixin RunOptions run;

  @Option(
      names = "--cron",
      paramLabel = "CRON",
      description = "Quartz cron expression of the shipped schedule, UTC (default: 0 0 2 * * ?)")
  String cron = "0 0 2 * * ?";

  @Option(
      names = "--jmx-port",
      paramLabel = "PORT",
      description = "Opens JMX on this port of 127.0.0.1 (default: none)")
  int jmxPort;

  @Option(
      names = "--jmx-password",
      paramLabel = "env:NAME|file:PATH",
      converter = Secret.Reference.class,
      description = "Where the password of the JMX user 'ztoq' is (default: none is asked for)")
  @Nullable Secret jmxPassword;

  @Option(
      names = "--reload",
      description = "Reads a file in routes/schedules again when it changes")
  boolean reload;

  @Option(
      names = "--tenants-cron",
      paramLabel = "CRON",
      description =
          "Also gives new rows their tenant, by this Quartz cron expression, UTC; the database is that of"
              + " DATABASE_URL or POSTGRES_HOST ..., or --tenants-url (default: off)")
  @Nullable String tenantsCron;

  @Option(
      names = "--tenants-url",
      paramLabel = "URL",
      description = "The database of --tenants-cron, as --url of `ztoq tenants`")
  @Nullable String tenantsUrl;

  ServeCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws Exception {
    Settings settings =
        Configured.load(
            surroundings, run.remote.settings, "zephyr", "qtest", "database", "migration");
    StopSignal stop = new StopSignal();
    Interrupts.install(stop, surroundings.err());
    CountDownLatch ended = new CountDownLatch(1);
    stop.whenRequested(ended::countDown);
    ServeApp app = ServeApp.start(settings, options(), stop);
    try (app) {
      surroundings.out().println("serving: " + String.join(", ", app.schedules()) + shown());
      ended.await();
    }
    surroundings.out().println("served until a signal came");
    return (app.hasCutARun() ? ExitCode.STOPPED : ExitCode.CLEAN).status();
  }

  private ServeOptions options() {
    return new ServeOptions(
        cron,
        jmxPort,
        jmxPassword == null ? null : jmxPassword.value(),
        reload,
        tenants(),
        line -> surroundings.out().println(line));
  }

  private @Nullable TenantSchedule tenants() {
    String asked = tenantsCron;
    if (asked == null) {
      return null;
    }
    TenantsOptions tenants = new TenantsOptions();
    tenants.where.url = tenantsUrl;
    return new TenantSchedule(asked, tenants.request(surroundings, false, false, line -> {}));
  }

  private String shown() {
    String jmx = jmxPort == 0 ? "" : "; JMX on 127.0.0.1:" + jmxPort;
    return "; cron '%s' UTC%s; Ctrl-C ends".formatted(cron, jmx);
  }
}
