package io.ztoq.store;

import org.jspecify.annotations.Nullable;

/**
 * One row of the ledger as validation reads it.
 *
 * @param parentKey source key of the parent row, null at the root
 * @param parentTargetId qTest id of the parent row, null at the root or when the parent is not in
 *     qTest
 * @param state of target_object
 * @param targetId qTest id, null when it was never written
 */
public record LedgerRow(
    long id,
    TargetKind kind,
    String sourceKey,
    @Nullable String parentKey,
    @Nullable Long parentTargetId,
    String state,
    @Nullable String document,
    @Nullable Long targetId) {

  /** Whether qTest should show exactly the document. */
  public boolean written() {
    return state.equals("WRITTEN") && targetId != null && document != null;
  }
}
