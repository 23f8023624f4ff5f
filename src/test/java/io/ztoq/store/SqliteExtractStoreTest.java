package io.ztoq.store;

import io.ztoq.fixture.Stores;

class SqliteExtractStoreTest extends ExtractStoreContract {

  @Override
  Store newStore() {
    return Stores.sqlite();
  }
}
