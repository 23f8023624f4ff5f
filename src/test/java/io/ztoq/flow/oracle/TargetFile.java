package io.ztoq.flow.oracle;

/** A file of a qTest object. */
record TargetFile(String name, String sha256) {}
