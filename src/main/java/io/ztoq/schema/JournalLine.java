package io.ztoq.schema;

import org.jspecify.annotations.Nullable;

/** One line of the journal with who wrote it. */
public record JournalLine(
    long id,
    String runId,
    String osUser,
    String databaseUser,
    String host,
    long pid,
    String version,
    @Nullable Long durationMs,
    JournalEntry entry) {}
