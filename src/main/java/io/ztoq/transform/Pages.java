package io.ztoq.transform;

import io.ztoq.store.Store;
import io.ztoq.store.TransformLedger;
import java.time.Clock;

/** What every stage works with: where it reads, where it writes, how much at once. */
record Pages(Store store, TransformLedger ledger, TransformOptions options, Clock clock) {

  int size() {
    return options.pageSize();
  }

  void write(TransformState state, PageResult result) {
    ledger.write(state.generation(), result.page(), clock.instant());
  }
}
