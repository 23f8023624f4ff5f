package io.ztoq.transform;

import io.ztoq.store.Store;
import java.time.Clock;

/** What every stage works with: where it reads, where it writes, how much at once. */
record Pages(Store store, TransformOptions options, Clock clock) {

  int size() {
    return options.pageSize();
  }

  void write(TransformState state, PageResult result) {
    state.ledger().write(result.page(), clock.instant());
  }
}
