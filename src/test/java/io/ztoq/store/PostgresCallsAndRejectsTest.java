package io.ztoq.store;

import io.ztoq.fixture.Stores;

class PostgresCallsAndRejectsTest extends CallsAndRejectsContract {

  @Override
  Store newStore() {
    return Stores.postgres();
  }
}
