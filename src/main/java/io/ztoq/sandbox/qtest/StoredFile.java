package io.ztoq.sandbox.qtest;

import java.time.Instant;

/**
 * An attachment.
 *
 * @param ownerType plural word of paths, for example {@code test-logs}
 * @param ownerId id of the owner
 * @param sha256 of the content, which is kept once
 */
record StoredFile(
    long id,
    String ownerType,
    long ownerId,
    String name,
    String contentType,
    long bytes,
    String sha256,
    Instant created) {}
