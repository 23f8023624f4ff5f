package io.ztoq.watch;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows a run and its doors, or the schedules, in JMX consoles (domain {@code io.ztoq}) until
 * closed; a name in use is taken over.
 */
public final class RunMBeans implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RunMBeans.class);

  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
  private final List<ObjectName> names = new ArrayList<>();

  public RunMBeans(RunFigures run, List<DoorFigures> doors) {
    register("Run", run.runId(), run);
    doors.forEach(door -> register("Door", door.system(), door));
  }

  /** Shows the schedules of {@code ztoq serve}. */
  public RunMBeans(ScheduleMXBean schedules) {
    register("Schedule", "serve", schedules);
  }

  /** Shows something else with an interface for consoles. */
  public RunMBeans(String type, String name, Object bean) {
    register(type, name, bean);
  }

  @Override
  public void close() {
    names.forEach(this::unregister);
    names.clear();
  }

  private void register(String type, String name, Object bean) {
    try {
      ObjectName objectName =
          new ObjectName("io.ztoq:type=" + type + ",name=" + ObjectName.quote(name));
      unregister(objectName);
      server.registerMBean(bean, objectName);
      names.add(objectName);
    } catch (JMException problem) {
      LOG.warn("not visible in JMX: {} {}", name, problem.toString());
    }
  }

  private void unregister(ObjectName name) {
    try {
      if (server.isRegistered(name)) {
        server.unregisterMBean(name);
      }
    } catch (JMException problem) {
      LOG.debug("was gone already: {}", name);
    }
  }
}
