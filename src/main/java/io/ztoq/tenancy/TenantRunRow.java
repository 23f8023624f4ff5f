package io.ztoq.tenancy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run as it is written down.
 *
 * @param mode migrate or rollback
 * @param status running, stopped, completed, failed, abandoned or rolled_back
 * @param isPaused whether its process was asked to wait
 * @param tenantId the default tenant
 * @param host of the process that works on it, or did last
 */
public record TenantRunRow(
    int runId,
    String mode,
    String status,
    boolean isPaused,
    String rulesSha256,
    @Nullable String tenantId,
    Instant startedAt,
    @Nullable Instant endedAt,
    String host,
    long processId,
    String osUser,
    String version) {

  /** For messages. */
  public String holder() {
    return "%s on %s, process %d".formatted(osUser, host, processId);
  }
}
