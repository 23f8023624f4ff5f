package io.ztoq.tenancy;

import io.ztoq.fixture.QaDatabase;

/** Giving tenants on SQLite. */
class SqliteMigrationTest extends MigrationContract {

  @Override
  TenantDatabase newDatabase() {
    return QaDatabase.sqlite(folder);
  }
}
