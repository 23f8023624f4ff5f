package io.ztoq.flow;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** A JMX console on another process of this machine, as jconsole is one. */
final class Console implements AutoCloseable {

  private final JMXConnector connector;
  private final MBeanServerConnection server;

  private Console(JMXConnector connector) throws IOException {
    this.connector = connector;
    this.server = connector.getMBeanServerConnection();
  }

  @SuppressWarnings("BanJNDI") // the address is ours, on the loopback; it is what jconsole uses
  static Console open(int port, String password) throws IOException {
    JMXServiceURL url =
        new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:%d/jmxrmi".formatted(port));
    return new Console(
        JMXConnectorFactory.connect(
            url, Map.of(JMXConnector.CREDENTIALS, new String[] {"ztoq", password})));
  }

  Set<ObjectName> names(String pattern) {
    try {
      return server.queryNames(new ObjectName(pattern), null);
    } catch (JMException | IOException problem) {
      throw new IllegalStateException(problem);
    }
  }

  /** An attribute of the only bean of this name. */
  Object read(String pattern, String attribute) {
    try {
      return server.getAttribute(names(pattern).iterator().next(), attribute);
    } catch (JMException | IOException problem) {
      throw new IllegalStateException(problem);
    }
  }

  @Override
  public void close() throws IOException {
    connector.close();
  }
}
