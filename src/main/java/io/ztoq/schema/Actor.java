package io.ztoq.schema;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;

/**
 * Who changes a schema.
 *
 * @param runId one per command
 * @param osUser user of the operating system
 * @param version of ztoq
 */
public record Actor(String runId, String osUser, String host, long pid, String version) {

  /** This process, for one command. */
  public static Actor ofProcess(String version) {
    return new Actor(
        UUID.randomUUID().toString(),
        System.getProperty("user.name", "unknown"),
        hostName(),
        ProcessHandle.current().pid(),
        version);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException problem) {
      return "localhost";
    }
  }
}
