package io.ztoq.tenancy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a row.
 *
 * @param key JSON text
 * @param tenant id, null when the row gets none
 * @param code why it gets none, null when it gets one
 * @param reason the same for people; empty when it gets one
 * @param candidates slugs or ids that were possible
 */
record Decision(
    String key,
    @Nullable String tenant,
    @Nullable Code code,
    String reason,
    List<String> candidates) {

  /** Why a row gets no tenant. */
  enum Code {
    /** Rules of one precedence name different tenants. */
    TWO_TENANTS("two-tenants"),
    /** No rule and no parent. */
    NO_TENANT("no-tenant"),
    /** Nobody has the slug or id. */
    UNKNOWN_TENANT("unknown-tenant"),
    /** Another parent is of another tenant, and the table is strict. */
    DISAGREES("disagrees"),
    /** Its parent is in quarantine. */
    PARENT_QUARANTINED("parent-quarantined"),
    /** The database refused the change. */
    REFUSED("refused"),
    /** The database refused its parent. */
    PARENT_FAILED("parent-failed");

    private final String word;

    Code(String word) {
      this.word = word;
    }

    /** As it is stored. */
    String word() {
      return word;
    }

    /** Whether the row counts as failed; the others count as quarantined. */
    boolean isFailure() {
      return this == REFUSED || this == PARENT_FAILED;
    }
  }

  static Decision of(String key, String tenant) {
    return new Decision(key, tenant, null, "", List.of());
  }

  static Decision none(String key, Code code, String reason, List<String> candidates) {
    return new Decision(key, null, code, reason, candidates);
  }
}
