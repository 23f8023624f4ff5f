package io.ztoq.flow.oracle;

/** A file of a Zephyr object. */
public record SourceFile(long id, String name, String sha256, long bytes) {}
