package io.ztoq.settings;

/** Everything a user can set, checked; one component per area of config.yaml. */
public record Settings(
    ZephyrSettings zephyr,
    QTestSettings qtest,
    DatabaseSettings database,
    PerformanceSettings performance,
    MigrationSettings migration,
    NetworkSettings network,
    LoggingSettings logging) {}
