package io.ztoq.settings;

import java.net.URI;

/** Area {@code zephyr}: the source. */
public record ZephyrSettings(
    @Key(
            value = "Base URL of Zephyr Scale Cloud API v2 of your region, ends with /v2",
            required = true)
        URI baseUrl,
    @Key(
            value = "API token, better as ${ZEPHYR_API_TOKEN} or through the environment",
            required = true,
            secret = true,
            environment = "zephyr_access_token")
        String apiToken,
    @Key(
            value = "Key of the project to migrate, the old key if it was renamed in Jira",
            required = true)
        String projectKey,
    @Key(value = "Requests per second that ztoq may send", byDefault = "20", min = 1, max = 100000)
        int requestsPerSecond,
    @Key(
            value = "Rows to ask for per list page; Zephyr accepts 1 to 1000 and may give fewer",
            byDefault = "1000",
            min = 1,
            max = 1000)
        int pageSize,
    @Key(
            value =
                "Seconds to wait between two requests; overrides requests-per-second when greater than 0",
            byDefault = "0",
            min = 0,
            max = 3600)
        int rateLimitDelay,
    @Key(value = "Whether failed reads are tried again", byDefault = "true") boolean autoRetry,
    @Key(
            value =
                "How often a failed read of Zephyr is tried again; network.retry_count counts for qTest alone",
            byDefault = "6",
            min = 0,
            max = 100)
        int retryCount,
    @Key(
            value = "How lists are read: auto (nextgen where the tenant has it), nextgen or offset",
            byDefault = "auto")
        Lists lists,
    @Key(
            value =
                "Which case versions are read: auto (only where executions name more than version 1), executed (one more "
                    + "call per executed case), all or none",
            byDefault = "auto")
        Versions versions,
    @Key(
            value = "Minutes that an incremental read goes back behind the start of the run before",
            byDefault = "10",
            min = 0,
            max = 10080)
        int overlapMinutes,
    @Key(
            value =
                "What a repeated extract reads again below list rows that look the same (steps, results, links, attachments): "
                    + "auto (all; when incremental: updated), updated (what Zephyr's updatedAfter filter tells, where the "
                    + "tenant has it), all, or changed (nothing)",
            byDefault = "auto")
        Reread reread) {

  /** How lists are paged. */
  public enum Lists {
    AUTO,
    NEXTGEN,
    OFFSET
  }

  /** Which case versions are read. */
  public enum Versions {
    AUTO,
    EXECUTED,
    ALL,
    NONE
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return Shown.of(this);
  }

  /** What is read again below unchanged list rows. */
  public enum Reread {
    AUTO,
    UPDATED,
    ALL,
    CHANGED
  }
}
