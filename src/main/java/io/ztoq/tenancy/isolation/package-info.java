/**
 * Keeps tenants apart by means of the database, and proves it. Start at {@link
 * io.ztoq.tenancy.isolation.Enforcement} and {@link io.ztoq.tenancy.isolation.IsolationProof}. Does
 * not know how rows got their tenants.
 */
@NullMarked
package io.ztoq.tenancy.isolation;

import org.jspecify.annotations.NullMarked;
