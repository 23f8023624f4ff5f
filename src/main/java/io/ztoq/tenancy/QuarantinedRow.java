package io.ztoq.tenancy;

import org.jspecify.annotations.Nullable;

/**
 * A row that got no tenant.
 *
 * @param key JSON text
 * @param code two-tenants, no-tenant, unknown-tenant, disagrees, parent-quarantined, refused or
 *     parent-failed
 * @param reason for people
 * @param candidates slugs, separated by commas; null without one
 */
public record QuarantinedRow(
    String table, String key, String code, String reason, @Nullable String candidates) {}
