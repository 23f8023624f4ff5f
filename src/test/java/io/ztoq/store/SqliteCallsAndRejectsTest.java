package io.ztoq.store;

import io.ztoq.fixture.Stores;

class SqliteCallsAndRejectsTest extends CallsAndRejectsContract {

  @Override
  Store newStore() {
    return Stores.sqlite();
  }
}
