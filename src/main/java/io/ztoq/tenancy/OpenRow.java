package io.ztoq.tenancy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row without a tenant and all that is known about whose it is.
 *
 * @param key JSON text
 * @param isLate whether it came after the run had begun
 * @param byRules ids of tenants, separated by commas; null when no rule matches
 * @param above in the order of the plan
 * @param beside in the order of the plan
 */
record OpenRow(
    String key, boolean isLate, @Nullable String byRules, List<Above> above, List<Beside> beside) {

  /**
   * A parent.
   *
   * @param reference value of the row, null when it names none
   * @param isThere false when nobody has this value
   * @param tenant null when the parent has none
   * @param keyWithoutTenant key of a parent without a tenant
   */
  record Above(
      @Nullable String reference,
      boolean isThere,
      @Nullable String tenant,
      @Nullable String keyWithoutTenant) {}

  /**
   * Another row that is referred to.
   *
   * @param isOfAnother whether it belongs to another row above than the first parent
   */
  record Beside(@Nullable String tenant, boolean isOfAnother) {}
}
