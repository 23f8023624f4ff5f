package io.ztoq.store;

import io.ztoq.fixture.Stores;

class PostgresStoreTest extends StoreContract {

  @Override
  Store newStore() {
    return Stores.postgres();
  }
}
