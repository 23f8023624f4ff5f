package io.ztoq.schema;

/** Locks on PostgreSQL. */
class PostgresLockTest extends LockContract {

  @Override
  SchemaDatabase newDatabase() {
    return Databases.postgres();
  }
}
