package io.ztoq.canonical;

/**
 * An entry of an object's attachment list; Zephyr tells neither size nor type, and names may
 * repeat.
 */
public record AttachmentName(long zephyrId, String name) {}
