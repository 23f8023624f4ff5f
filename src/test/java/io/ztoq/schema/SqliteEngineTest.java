package io.ztoq.schema;

/** Applying and rolling back on SQLite. */
class SqliteEngineTest extends EngineContract {

  @Override
  SchemaDatabase newDatabase() {
    return Databases.sqlite(folder);
  }
}
