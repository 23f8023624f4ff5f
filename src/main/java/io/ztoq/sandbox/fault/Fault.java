package io.ztoq.sandbox.fault;

/** A fault that hits one request; for the meaning of {@code value} see the kind. */
public record Fault(FaultKind kind, long value) {}
