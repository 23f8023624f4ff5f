package io.ztoq.store;

import io.ztoq.fixture.Stores;

class PostgresExtractStoreTest extends ExtractStoreContract {

  @Override
  Store newStore() {
    return Stores.postgres();
  }
}
