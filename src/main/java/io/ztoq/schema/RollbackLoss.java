package io.ztoq.schema;

/**
 * What a rollback would lose.
 *
 * @param table name, with its schema when it is not the usual one
 * @param what {@code table dropped}, {@code column x dropped} or {@code rows deleted}
 * @param rows rows that are in it now, or values of the column, or rows deleted
 */
public record RollbackLoss(String table, String what, long rows) {}
