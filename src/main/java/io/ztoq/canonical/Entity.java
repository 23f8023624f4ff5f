package io.ztoq.canonical;

/** One row of a Zephyr list. */
public sealed interface Entity
    permits Folder, ReferenceValue, TestCase, TestCycle, TestExecution, TestPlan {

  /** Zephyr's number, unique among entities of its kind. */
  long id();

  /** How people and messages call it: the key where it has one, else its number. */
  String label();
}
