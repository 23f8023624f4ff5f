package io.ztoq.tenancy.rule;

import org.jspecify.annotations.Nullable;

/**
 * A column whose row in another table has the tenant.
 *
 * @param table null for the one that the foreign key of the column names
 * @param tableColumn null for the key of that table
 */
public record Follow(String column, @Nullable String table, @Nullable String tableColumn) {}
