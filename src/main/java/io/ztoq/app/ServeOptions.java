package io.ztoq.app;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ztoq serve} was told on the command line.
 *
 * @param cron for the shipped schedule, Quartz form, UTC
 * @param jmxPort on 127.0.0.1, 0 for none
 * @param jmxPassword of the JMX user ztoq, null lets in everybody on this machine
 * @param reload whether a changed file in routes/schedules is read again
 * @param tenants a migration of tenants by schedule, null for none
 * @param told takes the lines for whoever watches: runs that begin, end or are left out
 */
public record ServeOptions(
    String cron,
    int jmxPort,
    @Nullable String jmxPassword,
    boolean reload,
    @Nullable TenantSchedule tenants,
    Consumer<String> told) {

  @Override
  public String toString() {
    return "cron %s, JMX port %d".formatted(cron, jmxPort);
  }
}
