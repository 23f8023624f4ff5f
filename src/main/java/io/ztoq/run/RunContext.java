package io.ztoq.run;

import java.time.Instant;
import java.util.List;

/**
 * What identifies one run.
 *
 * @param runId unique in the store
 * @param projectKey Zephyr key of the project
 * @param command what the user called, without options: {@code migrate run}
 * @param phases in the order they run
 * @param startedAt UTC
 * @param holder the process
 * @param version of ztoq
 */
public record RunContext(
    String runId,
    String projectKey,
    String command,
    List<String> phases,
    Instant startedAt,
    Holder holder,
    String version) {

  public RunContext {
    phases = List.copyOf(phases);
  }
}
