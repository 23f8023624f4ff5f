package io.ztoq.qtest;

/**
 * A file to be; the object that carries it is the parent of the ledger row (a case or a log).
 *
 * @param name unique on its object
 * @param contentType for example {@code image/png}
 * @param sha256 of the content in the store
 * @param bytes size of the content
 * @param stepPosition 0: on the case or log itself; from 1: on that step of the case, or that step
 *     result of the log
 */
public record AttachmentDocument(
    String name, String contentType, String sha256, long bytes, int stepPosition) {}
