package io.ztoq.store;

import io.ztoq.fixture.Stores;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends StoreContract {

  @TempDir Path folder;

  @Override
  Store newStore() {
    return Stores.sqlite(folder);
  }
}
