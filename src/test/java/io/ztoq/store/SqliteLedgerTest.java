package io.ztoq.store;

import io.ztoq.fixture.Stores;

class SqliteLedgerTest extends LedgerContract {
  @Override
  Store newStore() {
    return Stores.sqlite();
  }
}
