package io.ztoq.qtest;

import org.jspecify.annotations.Nullable;

/**
 * An attachment's data as qTest shows it; qTest tells neither size nor checksum.
 *
 * @param ownerId object that carries it, null when the answer does not say
 */
public record LiveAttachment(long id, String name, String contentType, @Nullable Long ownerId) {}
