package io.ztoq.store;

import io.ztoq.fixture.Stores;

class PostgresLedgerTest extends LedgerContract {
  @Override
  Store newStore() {
    return Stores.postgres();
  }
}
