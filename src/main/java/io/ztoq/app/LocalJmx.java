package io.ztoq.app;

import java.io.IOException;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.RMIClientSocketFactory;
import java.rmi.server.RMIServerSocketFactory;
import java.rmi.server.UnicastRemoteObject;
import java.util.HashMap;
import java.util.Map;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXServiceURL;
import javax.management.remote.rmi.RMIConnectorServer;

/**
 * JMX on one port of 127.0.0.1; the JVM's own switch would open a second port to the world
 * (facts.md 2.1).
 */
final class LocalJmx {

  private LocalJmx() {}

  static AutoCloseable open(int port) throws IOException {
    Loopback loopback = new Loopback();
    Registry registry = LocateRegistry.createRegistry(port, loopback, loopback);
    Map<String, Object> environment = new HashMap<>();
    environment.put(RMIConnectorServer.RMI_CLIENT_SOCKET_FACTORY_ATTRIBUTE, loopback);
    environment.put(RMIConnectorServer.RMI_SERVER_SOCKET_FACTORY_ATTRIBUTE, loopback);
    JMXServiceURL url =
        new JMXServiceURL(
            "service:jmx:rmi://127.0.0.1:%d/jndi/rmi://127.0.0.1:%d/jmxrmi".formatted(port, port));
    JMXConnectorServer server =
        JMXConnectorServerFactory.newJMXConnectorServer(
            url, environment, ManagementFactory.getPlatformMBeanServer());
    server.start();
    return () -> {
      server.stop();
      UnicastRemoteObject.unexportObject(registry, true);
    };
  }

  /** Equal to every other one, so that registry and connector share the port. */
  private static final class Loopback
      implements RMIServerSocketFactory, RMIClientSocketFactory, Serializable {

    private static final long serialVersionUID = 1L;

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
      return new ServerSocket(port, 0, InetAddress.getLoopbackAddress());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Loopback;
    }

    @Override
    public int hashCode() {
      return Loopback.class.hashCode();
    }
  }
}
