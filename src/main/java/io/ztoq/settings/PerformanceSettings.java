package io.ztoq.settings;

/** Area {@code performance}. */
public record PerformanceSettings(
    @Key(
            value = "Rows per transaction and per claim, 1 to 5000",
            byDefault = "100",
            min = 1,
            max = 5000)
        int batchSize,
    @Key(
            value = "Requests under way at once per remote system, 1 to 256",
            byDefault = "8",
            min = 1,
            max = 256)
        int maxWorkers,
    @Key(
            value = "Whether the transform writes in batches; false: row by row, for fault finding",
            byDefault = "true")
        boolean useBatchTransformer) {}
