/**
 * Looks at what a migration of tenants did, and takes it back. Start at {@link
 * io.ztoq.tenancy.undo.TenantVerification} and {@link io.ztoq.tenancy.undo.TenantRollback}. Knows
 * the undo log, not how it was written.
 */
@NullMarked
package io.ztoq.tenancy.undo;

import org.jspecify.annotations.NullMarked;
