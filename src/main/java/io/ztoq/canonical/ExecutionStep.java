package io.ztoq.canonical;

import org.jspecify.annotations.Nullable;

/**
 * Result of one step in one execution; calls are flattened, data-driven executions repeat the steps
 * per row.
 *
 * @param order from 1, no gaps
 * @param dataRow row of the data table, null without one
 */
public record ExecutionStep(
    int order,
    @Nullable Long zephyrId,
    @Nullable String description,
    @Nullable String testData,
    @Nullable String expectedResult,
    @Nullable String actualResult,
    @Nullable Integer dataRow,
    @Nullable Long statusId) {}
