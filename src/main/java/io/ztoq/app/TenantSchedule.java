package io.ztoq.app;

/**
 * A migration of tenants that `ztoq serve` starts again and again.
 *
 * @param cron Quartz form, UTC
 */
public record TenantSchedule(String cron, TenantRequest request) {}
