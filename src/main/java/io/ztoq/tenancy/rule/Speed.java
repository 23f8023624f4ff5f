package io.ztoq.tenancy.rule;

/**
 * How gently the rows are changed.
 *
 * @param targetBatchMs how long a batch may hold its locks, milliseconds
 * @param firstBatch rows of the first batch of a table
 * @param largestBatch rows
 * @param batchesPerSecond at most
 */
public record Speed(int targetBatchMs, int firstBatch, int largestBatch, int batchesPerSecond) {

  public static final Speed USUAL = new Speed(200, 500, 10_000, 1_000);
}
