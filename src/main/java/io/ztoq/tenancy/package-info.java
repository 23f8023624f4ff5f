/**
 * Gives every row of a database its tenant, and proves it. Start at {@link
 * io.ztoq.tenancy.TenantDatabase} and {@link io.ztoq.tenancy.TableGraph}. Must not know ztoq's
 * store, its flows or its settings.
 */
@NullMarked
package io.ztoq.tenancy;

import org.jspecify.annotations.NullMarked;
