package io.ztoq.transform;

import io.ztoq.fixture.Stores;
import io.ztoq.store.Store;

class PostgresTransformTest extends TransformContract {

  @Override
  Store newStore() {
    return Stores.postgres();
  }
}
