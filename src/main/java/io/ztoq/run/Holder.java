package io.ztoq.run;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Optional;

/**
 * The process that works on something.
 *
 * @param host name of its machine or container
 * @param pid process id there
 */
public record Holder(String host, long pid) {

  /** This process. */
  public static Holder self() {
    return new Holder(hostName(), ProcessHandle.current().pid());
  }

  /**
   * Whether the process that held something since {@code since} is certainly gone. Only a process
   * of this host can be looked up; a process that started later has merely got the same number.
   */
  boolean isGone(Instant since) {
    if (!host.equals(hostName())) {
      return false;
    }
    Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    return process.isEmpty()
        || process.get().info().startInstant().filter(since::isBefore).isPresent();
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException problem) {
      return System.getenv().getOrDefault("HOSTNAME", "localhost");
    }
  }

  @Override
  public String toString() {
    return "host %s, process %d".formatted(host, pid);
  }
}
