package io.ztoq.transform;

import io.ztoq.fixture.Stores;
import io.ztoq.store.Store;

class PostgresMovedRunsTest extends MovedRunsContract {

  @Override
  Store newStore() {
    return Stores.postgres();
  }
}
