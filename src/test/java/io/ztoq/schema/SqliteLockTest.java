package io.ztoq.schema;

/** Locks on SQLite. */
class SqliteLockTest extends LockContract {

  @Override
  SchemaDatabase newDatabase() {
    return Databases.sqlite(folder);
  }
}
