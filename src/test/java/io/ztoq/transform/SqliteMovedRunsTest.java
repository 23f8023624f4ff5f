package io.ztoq.transform;

import io.ztoq.fixture.Stores;
import io.ztoq.store.Store;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteMovedRunsTest extends MovedRunsContract {

  @TempDir Path folder;

  @Override
  Store newStore() {
    return Stores.sqlite(folder);
  }
}
