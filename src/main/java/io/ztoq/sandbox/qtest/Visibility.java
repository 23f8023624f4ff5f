package io.ztoq.sandbox.qtest;

import java.time.Duration;
import java.time.Instant;

/** Whether lists and search show an object yet: real systems index later than they write. */
final class Visibility {

  private Visibility() {}

  static boolean listed(QTestState state, QTestRules rules, Item item) {
    return old(state, rules.listDelay(), item.created);
  }

  static boolean searchable(QTestState state, QTestRules rules, Instant changed) {
    return old(state, rules.searchDelay(), changed);
  }

  private static boolean old(QTestState state, Duration delay, Instant instant) {
    return delay.isZero() || !instant.plus(delay).isAfter(state.now());
  }
}
