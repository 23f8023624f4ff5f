package io.ztoq.tenancy;

import io.ztoq.fixture.QaDatabase;

/** Giving tenants on PostgreSQL. */
class PostgresMigrationTest extends MigrationContract {

  @Override
  TenantDatabase newDatabase() {
    return QaDatabase.postgres();
  }
}
