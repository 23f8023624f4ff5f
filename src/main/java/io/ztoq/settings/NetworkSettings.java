package io.ztoq.settings;

/** Area {@code network}: both remote systems. */
public record NetworkSettings(
    @Key(
            value = "Seconds until a request without answer counts as lost",
            byDefault = "60",
            min = 1,
            max = 3600)
        int timeout,
    @Key(value = "Seconds until a connection must stand", byDefault = "10", min = 1, max = 600)
        int connectTimeout,
    @Key(
            value =
                "How often a failed request to qTest that may be repeated is sent again; for Zephyr "
                    + "zephyr.retry_count counts",
            byDefault = "6",
            min = 0,
            max = 100)
        int retryCount,
    @Key(
            value = "Seconds before the first repetition; doubles each time, at most 60",
            byDefault = "1",
            min = 0,
            max = 60)
        int retryDelay) {}
