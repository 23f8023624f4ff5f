package io.ztoq.app;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.RMIServerSocketFactory;
import java.rmi.server.UnicastRemoteObject;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.management.remote.JMXAuthenticator;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXPrincipal;
import javax.management.remote.JMXServiceURL;
import javax.management.remote.rmi.RMIConnectorServer;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/**
 * JMX on one port of 127.0.0.1; the JVM's own switch would open a second port to the world. Any JMX
 * console can connect: it needs no class of ztoq.
 */
final class LocalJmx {

  /** Name to log in with when a password was set. */
  static final String USER = "ztoq";

  private static final String HOST = "127.0.0.1";

  private LocalJmx() {}

  /**
   * @param password that {@link #USER} must give; null lets in everybody on this machine
   * @throws IOException when the port is in use
   */
  static AutoCloseable open(int port, @Nullable String password) throws IOException {
    // what RMI tells its clients to connect to: without it the address of a network card
    System.setProperty("java.rmi.server.hostname", HOST);
    Loopback loopback = new Loopback();
    Registry registry = LocateRegistry.createRegistry(port, null, loopback);
    JMXServiceURL url =
        new JMXServiceURL(
            "service:jmx:rmi://%s:%d/jndi/rmi://%s:%d/jmxrmi".formatted(HOST, port, HOST, port));
    JMXConnectorServer server =
        JMXConnectorServerFactory.newJMXConnectorServer(
            url, environment(loopback, password), ManagementFactory.getPlatformMBeanServer());
    server.start();
    return () -> {
      server.stop();
      UnicastRemoteObject.unexportObject(registry, true);
    };
  }

  private static Map<String, Object> environment(Loopback loopback, @Nullable String password) {
    Map<String, Object> environment = new HashMap<>();
    environment.put(RMIConnectorServer.RMI_SERVER_SOCKET_FACTORY_ATTRIBUTE, loopback);
    environment.put(RMIConnectorServer.CREDENTIALS_FILTER_PATTERN, "java.lang.String;!*");
    if (password != null) {
      environment.put(JMXConnectorServer.AUTHENTICATOR, new OneUser(password));
    }
    return environment;
  }

  /** Lets in {@link #USER} with the password. */
  private record OneUser(String password) implements JMXAuthenticator {

    @Override
    public Subject authenticate(Object credentials) {
      if (credentials instanceof String[] given
          && given.length == 2
          && USER.equals(given[0])
          && isSame(given[1])) {
        return new Subject(true, Set.of(new JMXPrincipal(USER)), Set.of(), Set.of());
      }
      throw new SecurityException("log in as '" + USER + "' with the password of --jmx-password");
    }

    private boolean isSame(@Nullable String given) {
      return given != null
          && MessageDigest.isEqual(
              given.getBytes(StandardCharsets.UTF_8), password.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
      return "***";
    }
  }

  /** Equal to every other one, so that registry and connector share the port. */
  private static final class Loopback implements RMIServerSocketFactory {

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
      return new ServerSocket(port, 0, InetAddress.getAllByName(HOST)[0]);
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
