package io.ztoq.run;

import io.ztoq.fixture.Stores;
import io.ztoq.store.Store;

class PostgresLeaseTest extends LeaseContract {
  @Override
  Store open() {
    return Stores.postgres();
  }
}
