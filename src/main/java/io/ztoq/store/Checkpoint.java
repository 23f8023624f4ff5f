package io.ztoq.store;

/**
 * How far a flow has come with one entity.
 *
 * @param entity what is worked through, for example a list
 * @param position where to go on, in the flow's own words
 * @param complete nothing is left to do
 * @param rows rows done so far
 */
public record Checkpoint(
    String projectKey,
    String flow,
    String entity,
    String position,
    boolean complete,
    long rows,
    String runId) {}
