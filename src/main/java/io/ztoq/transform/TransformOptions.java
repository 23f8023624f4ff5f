package io.ztoq.transform;

/**
 * What the settings say about a transform.
 *
 * @param pageSize records per transaction
 * @param includeAttachments whether files are migrated
 * @param approve whether cases are approved
 * @param cyclesAsSuites whether a Zephyr cycle becomes a test suite
 * @param attachmentLimit bytes; a larger file is not uploaded
 */
public record TransformOptions(
    int pageSize,
    boolean includeAttachments,
    boolean approve,
    boolean cyclesAsSuites,
    long attachmentLimit) {}
