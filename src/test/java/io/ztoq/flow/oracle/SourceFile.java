package io.ztoq.flow.oracle;

/** A file of a Zephyr object. */
record SourceFile(long id, String name, String sha256, long bytes) {}
