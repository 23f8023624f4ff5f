/**
 * What {@code config/tenants.yaml} says: which tenants there are and which rows are theirs. Start
 * at {@link io.ztoq.tenancy.rule.TenantRules}. Knows no database.
 */
@NullMarked
package io.ztoq.tenancy.rule;

import org.jspecify.annotations.NullMarked;
