package io.ztoq.schema.inspect;

import io.ztoq.schema.SchemaDatabase;

class SqliteRepairTest extends RepairContract {

  @Override
  SchemaDatabase newDatabase() {
    return new SchemaDatabase("jdbc:sqlite:" + folder.resolve("live.db"), null, null);
  }
}
