package io.ztoq.schema;

import io.ztoq.fixture.Postgres;
import io.ztoq.store.StoreLocation;
import java.nio.file.Path;

/** Empty databases for tests. */
final class Databases {

  private Databases() {}

  static SchemaDatabase sqlite(Path folder) {
    return new SchemaDatabase("jdbc:sqlite:" + folder.resolve("work.db"), null, null);
  }

  static SchemaDatabase postgres() {
    StoreLocation location = Postgres.newDatabase();
    return new SchemaDatabase(location.jdbcUrl(), location.user(), location.password());
  }
}
