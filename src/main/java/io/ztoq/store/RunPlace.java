package io.ztoq.store;

/**
 * The run to which an execution belongs now.
 *
 * @param executionKey source key of its result
 * @param sortKey of a run whose first execution it is
 * @param runKey source key of the run, {@link #UNKNOWN} when that cannot be told
 */
public record RunPlace(String executionKey, String sortKey, String runKey) {

  public static final String UNKNOWN = "";
}
