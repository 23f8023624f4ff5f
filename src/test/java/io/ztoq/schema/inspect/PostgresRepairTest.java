package io.ztoq.schema.inspect;

import io.ztoq.fixture.Postgres;
import io.ztoq.schema.SchemaDatabase;
import io.ztoq.store.StoreLocation;

class PostgresRepairTest extends RepairContract {

  @Override
  SchemaDatabase newDatabase() {
    StoreLocation place = Postgres.newDatabase();
    return new SchemaDatabase(place.jdbcUrl(), place.user(), place.password());
  }
}
