package io.ztoq.tenancy;

/**
 * What the route knows between two batches.
 *
 * @param hasMore whether the table may have more rows
 * @param most rows of the next batch
 */
public record Batch(String table, boolean hasMore, int most) {}
