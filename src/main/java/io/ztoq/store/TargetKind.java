package io.ztoq.store;

/** What a ledger row is about; the names are those in {@code target_object.kind}. */
public enum TargetKind {
  MODULE,
  TEST_CASE,
  /** Approves its parent. */
  APPROVAL,
  /** Reads version and step ids of all cases of its parent; sends nothing. */
  STEP_READING,
  TEST_CYCLE,
  TEST_SUITE,
  TEST_RUN,
  TEST_LOG,
  ATTACHMENT
}
