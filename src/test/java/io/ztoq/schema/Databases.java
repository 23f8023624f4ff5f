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

  /** Without transactions for tables. */
  static SchemaDatabase h2(Path folder) {
    return new SchemaDatabase("jdbc:h2:file:" + folder.resolve("work"), "sa", "");
  }

  /** With transactions for tables; Flyway does not know it. */
  static SchemaDatabase derby(Path folder) {
    System.setProperty("derby.system.durability", "test");
    System.setProperty("derby.locks.waitTimeout", "1");
    System.setProperty("derby.stream.error.file", folder.resolve("derby.log").toString());
    return new SchemaDatabase("jdbc:derby:" + folder.resolve("work") + ";create=true", null, null);
  }

  static SchemaDatabase postgres() {
    StoreLocation location = Postgres.newDatabase();
    return new SchemaDatabase(location.jdbcUrl(), location.user(), location.password());
  }
}
