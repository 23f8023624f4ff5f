package io.ztoq.schema;

/** Applying and rolling back on PostgreSQL. */
class PostgresEngineTest extends EngineContract {

  @Override
  SchemaDatabase newDatabase() {
    return Databases.postgres();
  }
}
